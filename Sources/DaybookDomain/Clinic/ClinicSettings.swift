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
    /// Words and phrases that make a message urgent: it is shown first, nothing else follows.
    public var urgentWords: [String]
    /// How long before an appointment patients are reminded, in minutes, longest first.
    public var reminderMinutes: [UInt32]
    /// What the clinic writes by rule, the first of its languages first; empty where nothing is
    /// worded.
    public var templates: [MessageTemplates]
    /// The highest number ever given to templates: numbers are never used again.
    public var templatesUsed: UInt16
    /// Whose law holds: two letters of ISO 3166-1 ("DE"); empty unknown.
    public var jurisdiction: String

    /// Makes settings.
    public init(key: String, name: String, zone: UInt16) {
        self.key = key
        self.name = name
        self.zone = zone
        holdMinutes = 30
        emergencyText = ""
        urgentWords = []
        reminderMinutes = []
        templates = []
        templatesUsed = 0
        jurisdiction = ""
    }

    func encode(into body: inout BodyWriter) {
        body.append(key)
        body.append(name)
        body.append(UInt64(zone))
        body.append(UInt64(holdMinutes))
        body.append(emergencyText)
        // Later than the rest, and left out where they say nothing: older bodies stay as they are.
        guard
            !urgentWords.isEmpty || !reminderMinutes.isEmpty || templatesUsed > 0
                || !jurisdiction.isEmpty
        else { return }
        body.append(UInt64(urgentWords.count))
        for word in urgentWords { body.append(word) }
        body.append(UInt64(reminderMinutes.count))
        for minutes in reminderMinutes { body.append(UInt64(minutes)) }
        guard templatesUsed > 0 || !jurisdiction.isEmpty else { return }
        body.append(UInt64(templatesUsed))
        body.append(UInt64(templates.count))
        for templates in templates { templates.encode(into: &body) }
        if !jurisdiction.isEmpty { body.append(jurisdiction) }
    }

    init(decoding body: inout BodyReader) throws(BodyReader.Malformed) {
        key = try body.text()
        name = try body.text()
        zone = try body.integer()
        holdMinutes = try body.integer()
        emergencyText = try body.text()
        urgentWords = []
        reminderMinutes = []
        templates = []
        templatesUsed = 0
        jurisdiction = ""
        guard !body.isAtEnd else { return }
        for _ in 0..<(try body.count()) { urgentWords.append(try body.text()) }
        for _ in 0..<(try body.count()) { reminderMinutes.append(try body.integer()) }
        guard !body.isAtEnd else { return }
        templatesUsed = try body.integer()
        for _ in 0..<(try body.count()) {
            templates.append(try MessageTemplates(decoding: &body))
        }
        guard !body.isAtEnd else { return }
        jurisdiction = try body.text()
    }
}
