/// A place of the clinic, with its zone, its hours and its holidays.
public struct Location: Sendable, Equatable {
    /// The number that facts and resources carry, from 1.
    public var number: UInt16
    /// The key in `clinic.json`.
    public var key: String
    /// The name that patients see.
    public var name: String
    /// The zone's number.
    public var zone: UInt16
    /// The hours of every week, unless a resource has its own.
    public var hours: WeeklyHours
    /// Holidays and other dates that differ; they hold for every resource of the place.
    public var exceptions: [HoursException]

    /// Makes a location.
    public init(
        number: UInt16,
        key: String,
        name: String,
        zone: UInt16,
        hours: WeeklyHours,
        exceptions: [HoursException] = []
    ) {
        self.number = number
        self.key = key
        self.name = name
        self.zone = zone
        self.hours = hours
        self.exceptions = exceptions
    }

    func encode(into body: inout BodyWriter) {
        body.append(UInt64(number))
        body.append(key)
        body.append(name)
        body.append(UInt64(zone))
        body.append(hours)
        body.append(exceptions)
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        number = try body.integer()
        key = try body.text()
        name = try body.text()
        zone = try body.integer()
        hours = try body.hours()
        exceptions = try body.exceptions()
    }
}
