/// A stretch of one resource's time that is of one sort.
public struct CalendarPeriod: Sendable, Hashable {
    /// What a minute is; of several, the first of these that holds.
    public enum State: UInt8, Sendable, Hashable, CaseIterable {
        /// Booked, buffers included.
        case busy = 0
        /// Blocked.
        case blocked = 1
        /// Held, buffers included, and not confirmed yet.
        case tentative = 2
        /// Outside the opening hours.
        case closed = 3
        /// Open, and nobody's.
        case free = 4

        /// The stable name, as printed.
        public var name: String { String(describing: self) }
    }

    /// What it is.
    public var state: State
    /// The UTC minutes, never empty.
    public var minutes: Range<Minute>

    init(_ state: State, _ minutes: Range<Minute>) {
        self.state = state
        self.minutes = minutes
    }

    /// Its length in minutes.
    public var length: Int { Int(minutes.upperBound.value) - Int(minutes.lowerBound.value) }
}
