internal import DaybookDomain

extension SlotAvailability: SnapshotProjection {
    /// The state as bytes of a snapshot: equal states give equal bytes. O(state).
    public func encode() -> [UInt8] {
        var writer = SnapshotWriter()
        state.encode(into: &writer)
        return writer.bytes
    }

    /// Reads the bytes of ``encode()``; throws ``MalformedSnapshot`` for others. O(bytes).
    public init(decoding bytes: [UInt8]) throws {
        var reader = SnapshotReader(bytes)
        self.init()
        state = try SlotState(decoding: &reader)
        try reader.finish()
    }
}
