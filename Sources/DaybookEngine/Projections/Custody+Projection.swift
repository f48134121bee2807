public import DaybookDomain

/// What is kept and what is erased is worked out from the log like everything else.
extension Custody: SnapshotProjection {
    public static var name: String { "custody" }
    public static var version: UInt32 { 1 }

    public mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices { apply(facts[index]) }
    }

    public func digest(into digest: inout Digest) {
        digest.absorb(Custody.name)
        let bytes = encode()
        for start in stride(from: 0, to: bytes.count, by: 8) {
            digest.absorb(
                bytes[start..<min(start + 8, bytes.count)].reduce(0) { $0 << 8 | UInt64($1) }
            )
        }
    }

    public func encode() -> [UInt8] {
        var writer = SnapshotWriter()
        encode(into: &writer)
        return writer.bytes
    }

    public init(decoding bytes: [UInt8]) throws {
        var reader = SnapshotReader(bytes)
        try self.init(decoding: &reader)
        try reader.finish()
    }
}
