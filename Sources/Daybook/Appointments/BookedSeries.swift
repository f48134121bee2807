public import DaybookDomain

/// A series of appointments as it stands: each occurrence has its own fate.
public struct BookedSeries: Sendable {
    /// One instance of the series.
    public struct Occurrence: Sendable {
        /// When it was to begin.
        public let start: Minute
        /// The appointment as it is now; `nil` if it could not be booked.
        public let appointment: Appointment?
        /// Why it could not be booked; `none` if it could.
        public let reason: Reason
        /// The fact that stood in its way, where a single one did; 0 none.
        public let inTheWay: UInt64
    }

    /// Its number: the sequence of its first fact.
    public let number: UInt64
    /// The service's number.
    public let service: UInt16
    /// What recurs, as lines of iCalendar.
    public let recurrence: String
    /// Its instances in order.
    public let occurrences: [Occurrence]
}
