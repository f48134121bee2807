/// A named time zone with the rules that the log recorded for it.
public struct Zone: Sendable, Equatable {
    /// The number that locations and bookings carry, from 1. New rules for a zone get a new number.
    public var number: UInt16
    /// The IANA name ("Europe/Berlin").
    public var name: String
    /// The release of the time-zone database the rules came from ("2026b"), or "unknown".
    public var release: String
    /// The transitions.
    public var rules: ZoneRules

    /// Makes a zone.
    public init(number: UInt16, name: String, release: String, rules: ZoneRules) {
        self.number = number
        self.name = name
        self.release = release
        self.rules = rules
    }
}
