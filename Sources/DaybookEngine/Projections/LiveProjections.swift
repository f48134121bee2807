internal import DaybookDomain

/// The built-in projections with what is kept, folded in one pass.
struct LiveProjections: Projection {
    static let name = "live"
    static let version: UInt32 = 1

    var book = BookProjections()
    var custody = Custody()
    /// What became of those who wait since somebody asked last in what order; `nil` if nobody did.
    var changed: ChangedWaits?

    init() {}

    mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        book.apply(facts, bodies: bodies)
        custody.apply(facts, bodies: bodies)
        changed?.note(facts)
    }

    func digest(into digest: inout Digest) {
        book.digest(into: &digest)
        custody.digest(into: &digest)
    }
}
