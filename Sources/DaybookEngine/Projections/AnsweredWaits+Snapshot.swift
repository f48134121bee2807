internal import DaybookDomain

extension AnsweredWaits.Entry {
    static let encodedBytes = Wait.encodedBytes + 40

    func encode(into writer: inout SnapshotWriter) {
        wait.encode(into: &writer)
        writer.append(answer)
        writer.append(cause)
        writer.append(ending)
        writer.append(signed: recordedAt)
        writer.append(isVoid ? 1 : 0)
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        let wait = try Wait(decoding: &reader)
        guard wait.laterCount == 0 else { throw reader.malformed("an answer before") }
        self.init(
            wait: wait,
            answer: try reader.word(),
            cause: try reader.word(),
            ending: try reader.word(through: .max >> 1),
            recordedAt: try reader.milliseconds()
        )
        isVoid = try reader.word(through: 1) == 1
    }
}
