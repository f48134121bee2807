internal import DaybookDomain

extension ResponseTimes: SnapshotProjection {
    private static let snapshotLayout: UInt64 = 1
    /// The fewest bytes of a cell: its key, its counts and two empty lists.
    private static let cellBytes = 40

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

    /// Appends the state. Equal states give equal bytes: what was settled so long ago that nothing
    /// can put it back is left out, as the table itself leaves it out when it grows.
    func encode(into writer: inout SnapshotWriter) {
        writer.append(ResponseTimes.snapshotLayout)
        writer.append(signed: recordedAt)
        clinic.encode(into: &writer)
        let cells = orderedCells
        writer.append(UInt64(cells.count))
        for (key, cell) in cells {
            writer.append(UInt64(UInt32(bitPattern: key.day)) | UInt64(key.channel) << 32)
            writer.append(UInt64(cell.begun) | UInt64(cell.notNeeded) << 32)
            writer.append(UInt64(cell.corrected))
            writer.append(cell.byPerson)
            writer.append(cell.automatic)
        }
        let limit = recordedAt - ResponseTimes.failureWindow
        let kept = waiting.entries
            .filter {
                $0.subject != 0
                    && ($0.settledAt == WaitingTable.waiting || $0.settledAt >= limit)
            }
            .sorted { $0.subject < $1.subject }
        writer.append(UInt64(kept.count))
        for entry in kept { entry.encode(into: &writer) }
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        try reader.layout(ResponseTimes.snapshotLayout)
        recordedAt = try reader.milliseconds()
        clinic = try Clinic(decoding: &reader)
        for _ in 0..<(try reader.count(of: ResponseTimes.cellBytes)) {
            let word = try reader.word(through: 1 << 40 - 1)
            let key = ResponseCell.Key(
                day: Int32(truncatingIfNeeded: word),
                channel: UInt8(truncatingIfNeeded: word >> 32)
            )
            guard places[key] == nil else { throw reader.malformed("another cell before") }
            places[key] = cells.count
            cells.append(try ResponseCell(decoding: &reader))
        }
        var last: UInt64 = 0
        let count = try reader.count(of: WaitingTable.Entry.encodedBytes)
        waiting = WaitingTable(roomFor: count)
        for _ in 0..<count {
            let entry = try WaitingTable.Entry(decoding: &reader)
            guard entry.subject > last else { throw reader.malformed("a later subject before") }
            last = entry.subject
            waiting.insert(entry, at: waiting.place(of: entry.subject), dropSettledBefore: .min)
        }
    }
}
