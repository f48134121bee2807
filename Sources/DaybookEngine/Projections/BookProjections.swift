public import DaybookDomain

/// The two built-in projections, folded page by page together.
public struct BookProjections: Projection {
    public static let name = "book"
    public static let version: UInt32 = 3

    /// Free time.
    public internal(set) var slots = SlotAvailability()
    /// Waits and answers.
    public internal(set) var responses = ResponseTimes()

    public init() {}

    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        slots.apply(facts, bodies: bodies)
        responses.apply(facts, bodies: bodies)
    }

    public func digest(into digest: inout Digest) {
        slots.digest(into: &digest)
        responses.digest(into: &digest)
    }
}
