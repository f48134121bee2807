/// What a calendar that came or goes by mail asks for (RFC 5546, section 1.4); the methods that
/// Daybook takes in or sends.
public enum CalendarMethod: String, Sendable, Hashable, CaseIterable {
    /// An invitation, or a change of one. Coming in it never books.
    case request = "REQUEST"
    /// An attendee's answer.
    case reply = "REPLY"
    /// An attendee asks for another time.
    case counter = "COUNTER"
    /// The event is off.
    case cancel = "CANCEL"
}
