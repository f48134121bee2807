/// Every bound of a series, in one place.
public enum SeriesLimits {
    /// The most instances of one series.
    public static let instancesMax = 366
    /// The days from the first instance within which all must lie: two years.
    public static let daysMax = 731
    /// The longest text of a rule, in bytes.
    public static let textBytesMax = 16_384
    /// The most values in one part of a rule.
    public static let valuesMax = 366
    /// The largest interval and count that are read.
    public static let numberMax = 9_999
}
