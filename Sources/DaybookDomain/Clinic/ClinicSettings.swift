/// The clinic's own settings: what is not of one resource, service or channel.
public struct ClinicSettings: Sendable, Equatable {
    /// The key in `clinic.json`.
    public var key: String
    /// The name that patients see.
    public var name: String
    /// The zone in whose days reports are grouped.
    public var zone: UInt16
    /// How long a hold lasts if nothing else is said, in minutes.
    public var holdMinutes: UInt16
    /// The clinic's emergency wording, shown wherever a patient writes.
    public var emergencyText: String

    /// Makes settings.
    public init(key: String, name: String, zone: UInt16) {
        self.key = key
        self.name = name
        self.zone = zone
        holdMinutes = 30
        emergencyText = ""
    }

    func encode(into body: inout BodyWriter) {
        body.append(key)
        body.append(name)
        body.append(UInt64(zone))
        body.append(UInt64(holdMinutes))
        body.append(emergencyText)
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        key = try body.text()
        name = try body.text()
        zone = try body.integer()
        holdMinutes = try body.integer()
        emergencyText = try body.text()
    }
}
