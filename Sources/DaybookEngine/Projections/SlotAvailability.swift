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
        for first in stride(from: 0, to: facts.count, by: FactSort.most) {
            let part = facts.extracting(first..<min(first + FactSort.most, facts.count))
            let sort = FactSort(part)
            if sort.isDefining { applyEach(part, bodies) } else { apply(part, sort) }
        }
    }

    /// Folds sorted facts, none of which defines a part of the clinic.
    mutating func apply(_ facts: Span<Fact>, _ sort: borrowing FactSort) {
        guard sort.newestOfSlots >= 0 else { return }
        let newest = facts[sort.newestOfSlots].recordedAt
        let indices = sort.times.list.span.extracting(first: sort.times.count)
        state.apply(times: facts, at: indices, newest: newest)
    }

    /// Folds facts one by one, as they come.
    mutating func applyEach(_ facts: Span<Fact>, _ bodies: borrowing Bodies) {
        for index in facts.indices {
            let fact = facts[index]
            state.apply(fact) { bodies.body(at: fact.sequence) }
        }
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
