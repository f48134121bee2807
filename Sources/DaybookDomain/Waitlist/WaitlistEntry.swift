/// Somebody who waits for a time, folded from facts.
public struct WaitlistEntry: Sendable, Hashable {
    /// One time that was offered.
    public struct Offer: Sendable, Hashable {
        /// The hold's number.
        public let hold: UInt64
        /// When the visit would begin.
        public let start: Minute
        /// The resource of the service's first group.
        public let resource: UInt16
        /// When the hold ends, unless it was extended since.
        public let expiry: Instant
        /// Whether it was declined.
        public internal(set) var isDeclined: Bool
    }

    /// Its number: the sequence of its fact.
    public let number: UInt64
    /// What is waited for.
    public let wish: WaitlistWish
    /// The channel of the conversation that asked.
    public let channel: Channel
    /// Since when.
    public let joinedAt: Instant
    /// What was offered so far, the newest last; at most as many as the service's tries.
    public internal(set) var offers: [Offer]

    init(_ fact: Fact) {
        number = fact.sequence
        wish = WaitlistWish(of: fact)
        channel = fact.channel
        joinedAt = fact.recordedAt
        offers = []
    }
}
