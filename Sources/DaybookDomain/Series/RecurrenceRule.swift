/// A rule of recurrence (RFC 5545, 3.3.10), in days: which dates it names. The time of day is the
/// first instance's.
///
/// Daily, weekly, monthly and yearly rules with INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY, BYDAY,
/// BYSETPOS and WKST. Rules by the hour, minute or second, BYWEEKNO and BYYEARDAY are named and
/// refused.
public struct RecurrenceRule: Sendable, Hashable {
    /// FREQ.
    public enum Frequency: String, Sendable, Hashable, CaseIterable {
        /// Every so many days.
        case daily = "DAILY"
        /// Every so many weeks.
        case weekly = "WEEKLY"
        /// Every so many months.
        case monthly = "MONTHLY"
        /// Every so many years.
        case yearly = "YEARLY"
    }

    /// UNTIL: the last instant that counts, as it was written.
    public enum End: Sendable, Hashable {
        /// The whole of that day counts.
        case date(CivilDate)
        /// A wall time of the place.
        case wall(WallTime)
        /// An instant.
        case instant(Instant)
    }

    /// A weekday of BYDAY, with its ordinal.
    public struct Day: Sendable, Hashable {
        /// Which of them within the month or year, from the end where negative; 0 every one.
        public var ordinal: Int
        /// The weekday.
        public var weekday: Weekday

        /// Makes a weekday with its ordinal.
        public init(_ weekday: Weekday, ordinal: Int = 0) {
            self.ordinal = ordinal
            self.weekday = weekday
        }
    }

    /// FREQ.
    public var frequency: Frequency
    /// INTERVAL, from 1.
    public var interval = 1
    /// COUNT; `nil` without one.
    public var count: Int?
    /// UNTIL; `nil` without one.
    public var end: End?
    /// BYMONTH, 1 to 12.
    public var months: [Int] = []
    /// BYMONTHDAY, 1 to 31, or −31 to −1 from the end.
    public var monthDays: [Int] = []
    /// BYDAY.
    public var days: [Day] = []
    /// BYSETPOS.
    public var positions: [Int] = []
    /// WKST.
    public var weekStart = Weekday.monday

    /// A rule with its frequency alone.
    public init(_ frequency: Frequency) {
        self.frequency = frequency
    }
}
