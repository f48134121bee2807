internal import DaybookDomain

extension ResponseCell {
    /// Reads the counts and lists of a cell, after its key.
    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        let counts = try reader.word()
        begun = UInt32(truncatingIfNeeded: counts)
        notNeeded = UInt32(truncatingIfNeeded: counts >> 32)
        let limit = SnapshotLimits.cellCount
        guard UInt64(begun) <= limit, UInt64(notNeeded) <= limit else {
            throw reader.malformed("the counts of a cell before")
        }
        corrected = UInt32(truncatingIfNeeded: try reader.word(through: limit))
        byPerson = try reader.integers()
        automatic = try reader.integers()
    }
}
