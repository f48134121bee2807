public import DaybookDomain
internal import DaybookStorage

/// Where a log ends: its newest fact and commit, and the digest that binds everything before it.
public struct BookHead: Sendable, Hashable {
    /// The newest fact's sequence; 0 in an empty log.
    public let sequence: UInt64
    /// The newest commit's number.
    public let commit: UInt64
    /// The chain's digest, 64 hexadecimal digits.
    public let digest: String
    /// When the newest commit was recorded.
    public let recordedAt: Instant
    /// Commands remembered.
    public let commands: UInt64

    init(_ head: LogHead) {
        sequence = head.sequence
        commit = head.commit
        digest = head.digest.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
        recordedAt = Instant(milliseconds: head.recordedAt)
        commands = head.commands
    }
}
