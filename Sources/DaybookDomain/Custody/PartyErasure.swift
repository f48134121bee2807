/// The erasure of one token of a person: how far it has come.
public struct PartyErasure: Sendable, Hashable {
    /// How far an erasure has come.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// It was asked for; the keys may still be there. Opening the book goes on with it.
        case requested
        /// The keys in use are destroyed. Copies of them that were made before may be left.
        case pending
        /// Somebody has attested that no such copy is left.
        case complete
    }

    /// The token.
    public let party: UInt64
    /// The number of the erasure: the first fact of the command that asked for it.
    public let request: UInt64
    /// Why, one of the reasons 400 to 419.
    public let reason: Reason
    /// When it was asked for.
    public let requestedAt: Instant
    /// When the keys in use were destroyed; `nil` while that is under way.
    public internal(set) var completedAt: Instant?
    /// The generation of the keys from which this party's are gone; 0 while that is under way.
    public internal(set) var generation: UInt32
}
