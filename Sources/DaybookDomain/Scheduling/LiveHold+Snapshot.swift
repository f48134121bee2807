extension LiveHold {
    static let encodedBytes = 40

    /// Appends the hold, also one that has run out: which of those are still kept decides what is
    /// kept next.
    func encode(into writer: inout SnapshotWriter) {
        writer.append(subject)
        writer.append(signed: expiry.milliseconds)
        writer.append(
            UInt64(UInt32(bitPattern: footprint.start.value)) | UInt64(footprint.length) << 32
                | UInt64(footprint.bufferBefore) << 48 | UInt64(footprint.bufferAfter) << 56
        )
        writer.append(
            UInt64(footprint.resource) | UInt64(service) << 16 | UInt64(footprint.group) << 32
        )
        writer.append(offer)
    }

    /// Reads a hold back.
    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        var fact = Fact(.holdPlaced)
        fact.subject = try reader.word(through: 1 << 48 - 1)
        let expiry = Instant(milliseconds: try reader.milliseconds())
        let time = try reader.word()
        fact.start = Minute(Int32(truncatingIfNeeded: time))
        fact.length = UInt16(truncatingIfNeeded: time >> 32)
        fact.bufferBefore = UInt8(truncatingIfNeeded: time >> 48)
        fact.bufferAfter = UInt8(truncatingIfNeeded: time >> 56)
        let rest = try reader.word(through: 1 << 40 - 1)
        fact.resource = UInt16(truncatingIfNeeded: rest)
        fact.service = UInt16(truncatingIfNeeded: rest >> 16)
        fact.rank = UInt8(truncatingIfNeeded: rest >> 32)
        self.init(fact)
        self.expiry = expiry
        offer = try reader.word(through: 1 << 48 - 1)
    }
}
