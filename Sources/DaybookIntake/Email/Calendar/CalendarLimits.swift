/// The bounds of reading calendars, in one place. Beyond one of them a calendar is not read; the
/// mail that brought it is, and says so.
public enum CalendarLimits {
    /// Longest calendar in bytes.
    public static let bytesMax = 64 << 10
    /// Most content lines.
    public static let linesMax = 4_000
    /// Longest content line in bytes, unfolded.
    public static let lineBytesMax = 8_192
    /// Most parameters of one line.
    public static let parametersMax = 32
    /// Deepest nesting of components.
    public static let depthMax = 8
    /// Most attendees of one event.
    public static let attendeesMax = 200
    /// Longest UID in bytes; RFC 7986, section 5.3 recommends less.
    public static let identifierBytesMax = 255
}
