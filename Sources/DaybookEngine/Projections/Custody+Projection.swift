public import DaybookDomain

/// What is kept and what is erased is worked out from the log like everything else.
extension Custody: SnapshotProjection {
    /// The name, as in snapshots and digests.
    public static var name: String { "custody" }
    /// Raised with the state or its meaning: a snapshot of another version is not used.
    public static var version: UInt32 { 1 }

    /// Folds a page of facts, in order. O(facts).
    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices { apply(facts[index]) }
    }

    /// Absorbs the state: equal states give equal digests. O(state).
    public func digest(into digest: inout Digest) {
        digest.absorb(Custody.name)
        let bytes = encode()
        for start in stride(from: 0, to: bytes.count, by: 8) {
            digest.absorb(
                bytes[start..<min(start + 8, bytes.count)].reduce(0) { $0 << 8 | UInt64($1) }
            )
        }
    }

    /// The state as bytes of a snapshot: equal states give equal bytes. O(state).
    public func encode() -> [UInt8] {
        var writer = SnapshotWriter()
        encode(into: &writer)
        return writer.bytes
    }

    /// Reads the bytes of ``encode()``; throws ``MalformedSnapshot`` for others. O(bytes).
    public init(decoding bytes: [UInt8]) throws {
        var reader = SnapshotReader(bytes)
        try self.init(decoding: &reader)
        try reader.finish()
    }
}
