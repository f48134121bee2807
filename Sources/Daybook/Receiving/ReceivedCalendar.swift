public import DaybookDomain

/// The appointment that a calendar in a mail is about, known by its UID.
public struct ReceivedCalendar: Sendable, Hashable {
    /// The appointment's number.
    public let appointment: UInt64
    /// Whether the appointment was changed after the state that the mail is about.
    public let isStale: Bool
    /// What it put on record for the patient; `nil` where it answers nothing, an older state, or
    /// somebody else's appointment, or where the same stood there already.
    public let response: ParticipantResponse?
}
