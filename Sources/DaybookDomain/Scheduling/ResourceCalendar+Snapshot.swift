extension ResourceCalendar {
    /// Appends the calendar.
    func encode(into writer: inout SnapshotWriter) {
        booked.encode(into: &writer)
        blocked.encode(into: &writer)
        writer.append(UInt64(holds.count))
        for hold in holds { hold.encode(into: &writer) }
        writer.append(UInt64(sessions.count))
        let ordered = sessions.sorted {
            ($0.key.start, $0.key.service) < ($1.key.start, $1.key.service)
        }
        for (key, seats) in ordered {
            writer.append(
                UInt64(UInt32(bitPattern: key.start.value)) | UInt64(key.service) << 32
                    | UInt64(seats) << 48
            )
        }
    }

    /// Reads a calendar back.
    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        try booked.decode(&reader)
        try blocked.decode(&reader)
        for _ in 0..<(try reader.count(of: LiveHold.encodedBytes)) {
            holds.append(try LiveHold(decoding: &reader))
        }
        for _ in 0..<(try reader.count(of: 8)) {
            let word = try reader.word()
            let key = SessionKey(
                service: UInt16(truncatingIfNeeded: word >> 32),
                start: Minute(Int32(truncatingIfNeeded: word))
            )
            let seats = word >> 48
            guard seats >= 1, seats <= UInt64(UInt8.max), sessions[key] == nil else {
                throw reader.malformed("the seats of a session before")
            }
            sessions[key] = UInt8(truncatingIfNeeded: seats)
        }
    }
}
