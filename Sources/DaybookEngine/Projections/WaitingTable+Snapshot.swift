internal import DaybookDomain

extension WaitingTable.Entry {
    static let encodedBytes = 56

    func encode(into writer: inout SnapshotWriter) {
        writer.append(subject)
        writer.append(signed: since)
        writer.append(signed: settledAt)
        writer.append(lastMessage)
        writer.append(answer)
        writer.append(answerCause)
        writer.append(
            UInt64(channel) | UInt64(isFirst) << 8 | UInt64(isUrgent) << 16 | UInt64(service) << 32
        )
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        subject = try reader.word(through: 1 << 48 - 1)
        since = try reader.milliseconds()
        settledAt = Int64(bitPattern: try reader.word())
        let limit = SnapshotLimits.milliseconds
        guard settledAt == WaitingTable.waiting || (-limit...limit).contains(settledAt) else {
            throw reader.malformed("an instant or a wait before")
        }
        lastMessage = try reader.word()
        answer = try reader.word()
        answerCause = try reader.word()
        let rest = try reader.word(through: 1 << 48 - 1)
        channel = UInt8(truncatingIfNeeded: rest)
        isFirst = UInt8(truncatingIfNeeded: rest >> 8)
        isUrgent = UInt8(truncatingIfNeeded: rest >> 16)
        service = UInt16(truncatingIfNeeded: rest >> 32)
    }
}
