/// How long something took, by both clocks: whole seconds, exact.
public struct Elapsed: Sendable, Hashable {
    /// As a patient's own clock counts it.
    public var calendar: UInt32
    /// Only while the clinic was open, by the hours in force at each moment.
    public var opening: UInt32

    /// Makes a length of time.
    public init(calendar: UInt32, opening: UInt32) {
        self.calendar = calendar
        self.opening = opening
    }
}
