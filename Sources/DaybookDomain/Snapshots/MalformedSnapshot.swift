/// Why the bytes of a snapshot can't be read. The snapshot is then ignored and the log folded
/// instead.
public struct MalformedSnapshot: Error, Sendable, Hashable, CustomStringConvertible {
    /// The byte at which reading stopped.
    public let offset: Int
    /// What was expected there.
    public let expected: String

    /// Makes the error.
    public init(offset: Int, expected: String) {
        self.offset = offset
        self.expected = expected
    }

    /// What it is, in words for a person.
    public var description: String { "at byte \(offset): expected \(expected)" }
}
