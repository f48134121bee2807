/// Every bound of the waitlist, in one place.
public enum WaitlistLimits {
    /// The most entries that wait at once.
    public static let entriesMax = 10_000
    /// The most offers that one `advance` makes: the rest follow with the next.
    public static let offersPerAdvance = 64
    /// The longest window of one wait, in days: two years.
    public static let windowDaysMax = 731
    /// Quarter hours of a day.
    static let quartersOfDay: UInt8 = 96
}
