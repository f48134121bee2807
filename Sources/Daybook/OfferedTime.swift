public import DaybookDomain

/// A time that is held for a patient, and the token by which they choose it.
public struct OfferedTime: Sendable, Hashable {
    /// The hold: its first fact.
    public let hold: UInt64
    /// The first minute.
    public let start: Minute
    /// The resource of the service's first group.
    public let resource: UInt16
    /// When the hold ends.
    public let expiry: Instant
    /// What the patient sends back: a button's payload, or words in a reply.
    public let token: String
}
