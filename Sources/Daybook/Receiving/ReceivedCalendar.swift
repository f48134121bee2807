/// The appointment that a calendar in a mail is about, known by its UID.
public struct ReceivedCalendar: Sendable, Hashable {
    /// The appointment's number.
    public let appointment: UInt64
    /// Whether the appointment was changed after the state that the mail is about.
    public let isStale: Bool
}
