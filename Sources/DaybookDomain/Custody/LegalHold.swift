/// An order to keep everything of a party, which erasure and retention must not touch meanwhile.
public struct LegalHold: Sendable, Hashable {
    /// Its number: the fact that placed it.
    public let hold: UInt64
    /// Whose contents are kept.
    public let party: UInt64
    /// Why, one of the reasons 420 to 439.
    public let reason: Reason
    /// Since when.
    public let placedAt: Instant
}
