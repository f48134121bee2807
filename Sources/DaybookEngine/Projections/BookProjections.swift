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
        // One pass: each fact is of one kind, and one look at it finds the projection that it is for.
        for index in facts.indices {
            let code = facts[index].kindCode
            if code >= Kind.requestReceived.rawValue {
                responses.fold(facts[index], code)
            } else {
                slots.fold(facts[index], bodies)
                if code < Kind.holdPlaced.rawValue { responses.define(facts[index], bodies) }
            }
        }
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        slots.digest(into: &digest)
        responses.digest(into: &digest)
    }
}
