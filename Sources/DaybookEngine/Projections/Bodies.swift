/// Looks plain bodies up while facts are folded.
public struct Bodies: ~Copyable {
    private let lookup: (UInt64) -> [UInt8]?

    /// Makes a lookup from a closure.
    public init(_ lookup: @escaping (UInt64) -> [UInt8]?) {
        self.lookup = lookup
    }

    /// The body of the fact with that sequence, or `nil` if it has none. O(log n), and it copies:
    /// only for the few facts that carry one.
    public func body(at sequence: UInt64) -> [UInt8]? {
        lookup(sequence)
    }
}
