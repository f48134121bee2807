internal import DaybookDomain

extension ResponseCell {
    /// The fewest bytes of a cell: its key, its counts and two empty distributions.
    static let encodedBytes = 24 + 2 * Distribution.encodedBytes

    func encode(into writer: inout SnapshotWriter) {
        writer.append(UInt64(UInt32(bitPattern: key.day)) | UInt64(key.channel) << 32)
        writer.append(UInt64(begun) | UInt64(notNeeded) << 32)
        writer.append(UInt64(corrected))
        byPerson.encode(into: &writer)
        automatic.encode(into: &writer)
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        let word = try reader.word(through: 1 << 40 - 1)
        let key = Key(
            day: Int32(truncatingIfNeeded: word),
            channel: UInt8(truncatingIfNeeded: word >> 32)
        )
        let counts = try reader.word()
        let begun = UInt32(truncatingIfNeeded: counts)
        let notNeeded = UInt32(truncatingIfNeeded: counts >> 32)
        let limit = SnapshotLimits.cellCount
        guard UInt64(begun) <= limit, UInt64(notNeeded) <= limit else {
            throw reader.malformed("the counts of a cell before")
        }
        let corrected = UInt32(truncatingIfNeeded: try reader.word(through: limit))
        let byPerson = try Distribution(decoding: &reader)
        self.init(key: key, byPerson: byPerson, automatic: try Distribution(decoding: &reader))
        self.begun = begun
        self.notNeeded = notNeeded
        self.corrected = corrected
    }
}
