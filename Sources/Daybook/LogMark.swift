/// A place in the chain of a log: enough to tell later whether the log still holds everything up to
/// it.
public struct LogMark: Sendable, Hashable {
    /// The commit's number; 0 is the beginning.
    public let commit: UInt64
    /// The chain's digest there, 64 hexadecimal digits.
    public let digest: String

    /// Names a place.
    public init(commit: UInt64, digest: String) {
        self.commit = commit
        self.digest = digest
    }

    /// The place where a log ends.
    public init(_ head: BookHead) {
        commit = head.commit
        digest = head.digest
    }
}
