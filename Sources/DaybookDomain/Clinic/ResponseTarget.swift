/// Within what time a patient is to be answered, and by which clock.
public struct ResponseTarget: Sendable, Hashable {
    /// The time, in seconds.
    public var seconds: UInt32
    /// Whether it counts opening hours only.
    public var countsOpeningHours: Bool

    /// Makes a target.
    public init(seconds: UInt32, countsOpeningHours: Bool) {
        self.seconds = seconds
        self.countsOpeningHours = countsOpeningHours
    }
}
