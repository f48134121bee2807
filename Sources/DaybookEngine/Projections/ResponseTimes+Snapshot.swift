internal import DaybookDomain

extension ResponseTimes: SnapshotProjection {
    private static let snapshotLayout: UInt64 = 3

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

    /// Appends the state. Equal states give equal bytes: what was answered so long ago that nothing
    /// can put it back is left out, whether or not it has been forgotten yet.
    func encode(into writer: inout SnapshotWriter) {
        writer.append(ResponseTimes.snapshotLayout)
        writer.append(signed: recordedAt)
        clinic.encode(into: &writer)
        // The places of cells depend on the order of the facts, so they may be written as they are.
        writer.append(UInt64(cells.cells.count))
        for cell in cells.cells { cell.encode(into: &writer) }
        let open = openWaits.sorted { $0.subject < $1.subject }
        writer.append(UInt64(open.count))
        for wait in open {
            wait.encode(into: &writer)
            for time in later.times(of: wait).reversed() { writer.append(signed: time) }
        }
        let limit = recordedAt - ResponseTimes.failureWindow
        let kept = answered.filter { $0.recordedAt >= limit }
        writer.append(UInt64(kept.count))
        for entry in kept { entry.encode(into: &writer) }
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        try reader.layout(ResponseTimes.snapshotLayout)
        recordedAt = try reader.milliseconds()
        clinic = try Clinic(decoding: &reader)
        cells.setZone(clinic.reportZone)
        for _ in 0..<(try reader.count(of: ResponseCell.encodedBytes)) {
            guard cells.append(try ResponseCell(decoding: &reader)) else {
                throw reader.malformed("another cell before")
            }
        }
        try decodeWaits(&reader)
        for _ in 0..<(try reader.count(of: AnsweredWaits.Entry.encodedBytes)) {
            let entry = try AnsweredWaits.Entry(decoding: &reader)
            try check(entry.wait, reader)
            answered.append(entry, forgettingBefore: .min)
        }
    }

    private mutating func decodeWaits(_ reader: inout SnapshotReader) throws(MalformedSnapshot) {
        let count = try reader.count(of: Wait.encodedBytes)
        waiting = WaitingTable(roomFor: count)
        var last: UInt64 = 0
        for _ in 0..<count {
            var wait = try Wait(decoding: &reader)
            guard wait.subject > last else { throw reader.malformed("a later subject before") }
            last = wait.subject
            try check(wait, reader)
            let count = wait.laterCount
            wait.laterCount = 0
            for _ in 0..<count { later.add(try reader.milliseconds(), to: &wait) }
            waiting.insert(wait)
        }
    }

    private func check(
        _ wait: Wait,
        _ reader: borrowing SnapshotReader
    ) throws(MalformedSnapshot) {
        guard Int(wait.cell) < cells.cells.count else {
            throw reader.malformed("a cell that is there before")
        }
    }
}
