extension ResourceCalendar {
    /// Appends the calendar.
    func encode(into writer: inout SnapshotWriter) {
        booked.encode(into: &writer)
        blocked.encode(into: &writer)
        writer.append(UInt64(holds.count))
        for hold in holds { hold.encode(into: &writer) }
        writer.append(UInt64(sessions.count))
        for (key, seats) in sessions.sorted(by: { $0.key < $1.key }) {
            writer.append(
                UInt64(UInt32(bitPattern: key.start.value)) | UInt64(key.service) << 32
                    | UInt64(key.length) << 48
            )
            writer.append(UInt64(seats))
        }
        writer.append(UInt64(stays.count))
        for stay in stays { stay.encode(into: &writer) }
    }

    /// Reads a calendar back.
    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        try booked.decode(&reader)
        try blocked.decode(&reader)
        for _ in 0..<(try reader.count(of: LiveHold.encodedBytes)) {
            holds.append(try LiveHold(decoding: &reader))
        }
        for _ in 0..<(try reader.count(of: 16)) {
            let word = try reader.word()
            let key = SessionKey(
                service: UInt16(truncatingIfNeeded: word >> 32),
                start: Minute(Int32(truncatingIfNeeded: word)),
                length: UInt16(truncatingIfNeeded: word >> 48)
            )
            let seats = try reader.word(through: UInt64(UInt8.max))
            guard seats >= 1, sessions[key] == nil else {
                throw reader.malformed("the seats of a session before")
            }
            sessions[key] = UInt8(truncatingIfNeeded: seats)
        }
        for _ in 0..<(try reader.count(of: Stay.encodedBytes)) {
            stays.append(try Stay(decoding: &reader))
        }
    }
}
