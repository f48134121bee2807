public import DaybookDomain

/// A sealed content whose time is over, or that a patient took back.
public struct DueContent: Sendable, Hashable {
    /// The content, and why it is to go.
    public let content: ExpiringContent
    /// When it was recorded.
    public let recordedAt: Instant
    /// Since when it may be destroyed: the end of its class's period, or when it was taken back.
    public let due: Instant
    /// The number of the legal hold that keeps it; 0 none.
    public let hold: UInt64
}
