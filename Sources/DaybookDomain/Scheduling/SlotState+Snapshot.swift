extension SlotState {
    /// The layout of the bytes; a reader of another one rebuilds from the log.
    private static let snapshotLayout: UInt64 = 5
    /// The fewest bytes of a calendar: three empty counters, no holds, no sessions,
    /// no stays.
    private static let calendarBytes = 48

    /// Appends the whole state: everything that the facts after it are folded into.
    ///
    /// Equal states give equal bytes. Expanded open time is left out; it is worked out again when
    /// asked for.
    /// - Complexity: O(pages of minutes).
    package func encode(into writer: inout SnapshotWriter) {
        writer.append(SlotState.snapshotLayout)
        writer.append(signed: recordedAt.milliseconds)
        writer.append(signed: forgetAt.milliseconds)
        clinic.encode(into: &writer)
        writer.append(marks.map { $0.contains(.seatsSeveral) })
        writer.append(marks.map { $0.contains(.hasLocation) })
        writer.append(UInt64(calendars.count))
        for calendar in calendars { calendar.encode(into: &writer) }
        blocks.encode(into: &writer)
        turns.encode(into: &writer)
        waitlist.encode(into: &writer)
    }

    /// Reads a state back, which then folds on exactly as the one that was written.
    ///
    /// Total on any bytes.
    package init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        try reader.layout(SlotState.snapshotLayout)
        recordedAt = Instant(milliseconds: try reader.milliseconds())
        forgetAt = Instant(milliseconds: Int64(bitPattern: try reader.word()))
        clinic = try Clinic(decoding: &reader)
        let seating = try reader.flags(through: SnapshotLimits.numbers)
        let located = try reader.flags(through: UInt64(seating.count))
        guard located.count == seating.count else { throw reader.malformed("marks of services") }
        marks = zip(seating, located).map { seats, isLocated in
            var marks: ServiceMarks = seats ? .seatsSeveral : []
            if isLocated { marks.insert(.hasLocation) }
            return marks
        }
        let count = try reader.count(of: SlotState.calendarBytes, through: SnapshotLimits.numbers)
        calendars.reserveCapacity(count)
        for _ in 0..<count { calendars.append(try ResourceCalendar(decoding: &reader)) }
        blocks = try LiveBlocks(decoding: &reader)
        turns = try Turns(decoding: &reader)
        waitlist = try Waitlist(decoding: &reader)
    }
}
