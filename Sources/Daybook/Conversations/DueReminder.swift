public import DaybookDomain

/// A reminder whose time has come.
public struct DueReminder: Sendable, Hashable {
    /// The appointment: its first fact.
    public let appointment: UInt64
    /// Whom it is for.
    public let party: UInt64
    /// When the appointment begins.
    public let start: Minute
    /// The service's number.
    public let service: UInt16
    /// How long before it the clinic reminds, in minutes.
    public let minutesBefore: UInt32
    /// Where: the channel that the person prefers, else the one that the booking came by; the first
    /// of them that takes a reminder now, or the first of all where none does.
    public let channel: Channel
}
