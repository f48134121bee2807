internal import DaybookDomain

extension Wait {
    static let encodedBytes = 32

    /// Appends the wait; its later messages stand elsewhere, only their count is here.
    func encode(into writer: inout SnapshotWriter) {
        writer.append(subject)
        writer.append(signed: since)
        writer.append(lastMessage | UInt64(service) << 48)
        writer.append(
            UInt64(cell) | UInt64(channel) << 32 | UInt64(laterCount) << 40
                | (isFirst ? 1 << 48 : 0) | (isUrgent ? 1 << 49 : 0)
        )
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        subject = try reader.word(through: 1 << 48 - 1)
        since = try reader.milliseconds()
        let message = try reader.word()
        lastMessage = message
        service = UInt16(truncatingIfNeeded: message >> 48)
        let rest = try reader.word(through: 1 << 50 - 1)
        cell = UInt32(truncatingIfNeeded: rest)
        channel = UInt8(truncatingIfNeeded: rest >> 32)
        laterCount = Int(rest >> 40 & 0xFF)
        guard UInt64(laterCount) == rest >> 40 & 0xFF else {
            throw reader.malformed("a count of messages before")
        }
        isFirst = rest >> 48 & 1 == 1
        isUrgent = rest >> 49 & 1 == 1
    }
}
