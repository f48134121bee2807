public import DaybookDomain

/// Once that somebody opened what a patient wrote, or what was written to them.
public struct ContentAccess: Sendable, Hashable {
    /// The access: its own fact.
    public let access: UInt64
    /// The message or answer that was opened.
    public let content: UInt64
    /// The patient's token.
    public let party: UInt64
    /// When.
    public let at: Instant
    /// What for: one of the purposes 300 to 399.
    public let purpose: Reason
    /// Who read, by name; empty where the log has none.
    public let reader: String
    /// Who read, as a class.
    public let actor: ActorClass
}
