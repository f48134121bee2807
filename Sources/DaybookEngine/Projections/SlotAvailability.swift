public import DaybookDomain

/// The clinic and the free time of its resources: the projection that is queried and that decides.
public struct SlotAvailability: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "slot-availability"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 4

    /// The state, as the domain folds it.
    public internal(set) var state = SlotState()

    /// Nothing folded yet.
    public init() {}

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices {
            if facts[index].kindCode >= Kind.requestReceived.rawValue { continue }
            fold(facts[index], bodies)
        }
    }

    @inline(__always)
    mutating func fold(_ fact: Fact, _ bodies: borrowing Bodies) {
        state.apply(fact) { bodies.body(at: fact.sequence) }
    }

    /// Expands opening hours around an instant, so that many queries are fast.
    package mutating func prepareOpenTime(around now: Instant) {
        state.prepareOpenTime(around: now)
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(SlotAvailability.name)
        state.forEachWord { digest.absorb($0) }
    }
}
