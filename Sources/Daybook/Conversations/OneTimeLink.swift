public import DaybookDomain

/// A link by which a patient goes on with a conversation on the clinic's own form, once.
public struct OneTimeLink: Sendable, Hashable {
    /// The fact that made it.
    public let fact: UInt64
    /// The conversation that it leads out of.
    public let conversation: UInt64
    /// The token: what the form's field `link` sends back.
    public let token: String
    /// The address of the clinic's form with the token; empty where the channel names no form.
    public let address: String
    /// From when on it is refused.
    public let expiry: Instant
}
