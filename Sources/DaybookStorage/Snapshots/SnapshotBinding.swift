/// What a snapshot belongs to: one log, one projection in one meaning, one place in the chain.
package struct SnapshotBinding: Sendable, Hashable {
    /// The log's identity, 16 bytes.
    package var identity: [UInt8]
    /// The projection's name, at most 255 bytes of UTF-8.
    package var name: String
    /// The projection's version: a changed meaning is another one.
    package var version: UInt32
    /// The last sequence the payload has taken in.
    package var sequence: UInt64
    /// The commit that ends with that sequence.
    package var commit: UInt64
    /// The chain's digest at that commit, 32 bytes.
    package var digest: [UInt8]

    package init(log: Log, name: String, version: UInt32, head: LogHead) {
        self.identity = log.identity
        self.name = name
        self.version = version
        self.sequence = head.sequence
        self.commit = head.commit
        self.digest = head.digest
    }

    init(
        identity: [UInt8],
        name: String,
        version: UInt32,
        sequence: UInt64,
        commit: UInt64,
        digest: [UInt8]
    ) {
        self.identity = identity
        self.name = name
        self.version = version
        self.sequence = sequence
        self.commit = commit
        self.digest = digest
    }
}
