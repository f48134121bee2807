/// Every bound of what is kept and erased, in one place.
public enum CustodyLimits {
    /// Parties erased by one command.
    public static let partiesPerCommand = 1_024
    /// Contents that expire by one command.
    public static let contentsPerCommand = 8_192
    /// Longest period of a retention class, in days: a hundred years.
    public static let daysMax: UInt32 = 36_525
}
