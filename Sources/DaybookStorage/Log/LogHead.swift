/// Where a log ends: the last commit and everything that identifies the log up to it.
package struct LogHead: Sendable, Hashable {
    /// The last fact's sequence; 0 in an empty log.
    package var sequence: UInt64
    /// The last commit's number; 0 in an empty log.
    package var commit: UInt64
    /// The chain's digest at that commit, 32 bytes.
    package var digest: [UInt8]
    /// When the last commit was recorded, in milliseconds since 1970 UTC; the log's creation if
    /// there is none.
    package var recordedAt: Int64
    /// Commands in the log.
    package var commands: UInt64

    package init(
        sequence: UInt64,
        commit: UInt64,
        digest: [UInt8],
        recordedAt: Int64,
        commands: UInt64
    ) {
        self.sequence = sequence
        self.commit = commit
        self.digest = digest
        self.recordedAt = recordedAt
        self.commands = commands
    }
}
