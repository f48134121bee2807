/// A sealed content that is to be destroyed alone.
public struct ExpiringContent: Sendable, Hashable {
    /// The fact that it stands beside.
    public var sequence: UInt64
    /// Which of the fact's contents: 0 as it was read, 1 as it arrived.
    public var part: UInt8
    /// Whose it is; 0 nobody known.
    public var party: UInt64
    /// The number of its retention class.
    public var retention: UInt8
    /// `retention-over` or `unsent`.
    public var reason: Reason

    /// Names a content.
    public init(
        sequence: UInt64,
        part: UInt8,
        party: UInt64,
        retention: UInt8,
        reason: Reason
    ) {
        self.sequence = sequence
        self.part = part
        self.party = party
        self.retention = retention
        self.reason = reason
    }

    var words: [UInt64] {
        [
            sequence, party,
            UInt64(part) << 24 | UInt64(retention) << 16 | UInt64(reason.rawValue),
        ]
    }
}
