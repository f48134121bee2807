public import DaybookDomain

/// An answer worked out from the log alone, fact by fact, and again by replay.
///
/// A projection has no clock and does no input or output: the same facts in the same order always
/// give the same ``digest(into:)``, however the log was cut into pages. That is what replay proves.
public protocol Projection: Sendable {
    /// The name under which snapshots are kept; stable.
    static var name: String { get }
    /// Rises whenever the meaning changes: older snapshots are then ignored and the projection is
    /// rebuilt.
    static var version: UInt32 { get }

    /// The projection of an empty log.
    init()

    /// Folds a page of facts, which follow those folded before.
    ///
    /// - Parameters:
    ///   - facts: Between 1 and a few thousand facts in rising sequence. The span is a view of the
    ///     log's own memory: copy what must outlive the call.
    ///   - bodies: Gives the plain body of a fact of this page.
    mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies)

    /// Absorbs everything that queries can see, in an order that depends on the facts alone.
    func digest(into digest: inout Digest)
}
