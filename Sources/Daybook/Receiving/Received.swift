public import DaybookDomain
public import DaybookEngine
public import DaybookIntake

/// What became of one thing that came in.
public struct Received: Sendable {
    /// What an adapter took it for.
    public let kind: Contact.Kind
    /// Why it was quarantined or what a machine's mail was: a code, empty otherwise.
    public let note: String
    /// The durable answer.
    public let receipt: Receipt
    /// The fact of the message itself; `nil` when it was refused.
    public let message: Fact?
    /// The booking that came of it, the wish for one that waits for approval, or the new time of one
    /// that was moved; `nil` if none did.
    public let booking: Fact?
    /// Whether it is shown to staff first. Where a page answers at once, it shows the clinic's own
    /// emergency wording (``ClinicSettings/emergencyText``).
    public let isUrgent: Bool
    /// The appointment of ours that a calendar in the mail is about; `nil` for none.
    public let calendar: ReceivedCalendar?
}
