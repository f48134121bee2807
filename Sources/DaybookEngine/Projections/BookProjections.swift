public import DaybookDomain

/// The two built-in projections, folded page by page together.
public struct BookProjections: Projection {
    /// The name, as in snapshots and digests.
    public static let name = "book"
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static let version: UInt32 = 5

    /// Free time.
    public internal(set) var slots = SlotAvailability()
    /// Waits and answers.
    public internal(set) var responses = ResponseTimes()

    /// Nothing folded yet.
    public init() {}

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for first in stride(from: 0, to: facts.count, by: FactSort.most) {
            let part = facts.extracting(first..<min(first + FactSort.most, facts.count))
            let sort = FactSort(part)
            if sort.isDefining {
                slots.applyEach(part, bodies)
                responses.applyEach(part, bodies)
            } else {
                slots.apply(part, sort)
                responses.apply(part, sort)
            }
        }
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        slots.digest(into: &digest)
        responses.digest(into: &digest)
    }
}
