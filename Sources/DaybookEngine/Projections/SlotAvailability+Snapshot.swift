internal import DaybookDomain

extension SlotAvailability: SnapshotProjection {
    public func encode() -> [UInt8] {
        var writer = SnapshotWriter()
        state.encode(into: &writer)
        return writer.bytes
    }

    public init(decoding bytes: [UInt8]) throws {
        var reader = SnapshotReader(bytes)
        self.init()
        state = try SlotState(decoding: &reader)
        try reader.finish()
    }
}
