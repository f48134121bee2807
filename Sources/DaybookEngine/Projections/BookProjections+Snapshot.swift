internal import DaybookDomain

extension BookProjections: SnapshotProjection {
    public func encode() -> [UInt8] {
        var writer = SnapshotWriter()
        slots.state.encode(into: &writer)
        responses.encode(into: &writer)
        return writer.bytes
    }

    public init(decoding bytes: [UInt8]) throws {
        var reader = SnapshotReader(bytes)
        self.init()
        slots.state = try SlotState(decoding: &reader)
        responses = try ResponseTimes(decoding: &reader)
        try reader.finish()
    }
}
