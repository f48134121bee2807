extension Custody {
    private static let snapshotLayout: UInt64 = 1

    /// Appends the whole state; equal states give equal bytes.
    package func encode(into writer: inout SnapshotWriter) {
        writer.append(Custody.snapshotLayout)
        writer.append(position)
        writer.append(UInt64(generation) | UInt64(attested) << 32)
        writer.append(UInt64(erasures.count))
        for erasure in erasures.values.sorted(by: { $0.party < $1.party }) {
            writer.append(erasure.party)
            writer.append(erasure.request << 16 | UInt64(erasure.reason.rawValue))
            writer.append(signed: erasure.requestedAt.milliseconds)
            writer.append(UInt64(erasure.generation) << 1 | (erasure.completedAt == nil ? 0 : 1))
            writer.append(signed: erasure.completedAt?.milliseconds ?? 0)
        }
        writer.append(UInt64(holds.count))
        for hold in holds.values.sorted(by: { $0.hold < $1.hold }) {
            writer.append(hold.hold << 16 | UInt64(hold.reason.rawValue))
            writer.append(hold.party)
            writer.append(signed: hold.placedAt.milliseconds)
        }
        writer.append(UInt64(periods.count))
        for (retention, days) in periods.sorted(by: { $0.key < $1.key }) {
            writer.append(UInt64(retention) | UInt64(days) << 8)
        }
        writer.append(UInt64(expiries.count))
        for (batch, parties) in expiries.sorted(by: { $0.key < $1.key }) {
            writer.append(batch)
            writer.append(UInt64(parties.count))
            for party in parties.sorted() { writer.append(party) }
        }
        writer.append(UInt64(replaced.count))
        for (party, generation) in replaced.sorted(by: { $0.key < $1.key }) {
            writer.append(party)
            writer.append(UInt64(generation))
        }
        writer.append(UInt64(keyCopies.count))
        for (generation, copies) in keyCopies.sorted(by: { $0.key < $1.key }) {
            writer.append(UInt64(generation) | UInt64(copies.count) << 32)
            writer.append(signed: copies.newest.milliseconds)
        }
    }

    /// Reads a state back. Total on any bytes.
    package init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        self.init()
        try reader.layout(Custody.snapshotLayout)
        position = try reader.word(through: 1 << 48 - 1)
        let words = try reader.word()
        generation = UInt32(truncatingIfNeeded: words)
        attested = UInt32(truncatingIfNeeded: words >> 32)
        for _ in 0..<(try reader.count(of: 40)) {
            let erasure = try PartyErasure(decoding: &reader)
            erasures[erasure.party] = erasure
        }
        for _ in 0..<(try reader.count(of: 24)) {
            let (hold, reason) = try reader.numberAndReason()
            holds[hold] = LegalHold(
                hold: hold,
                party: try reader.word(),
                reason: reason,
                placedAt: Instant(milliseconds: try reader.milliseconds())
            )
        }
        for _ in 0..<(try reader.count(of: 8)) {
            let word = try reader.word(through: 1 << 40 - 1)
            periods[UInt8(truncatingIfNeeded: word)] = UInt32(truncatingIfNeeded: word >> 8)
        }
        try decodeKeys(&reader)
    }

    private mutating func decodeKeys(
        _ reader: inout SnapshotReader
    ) throws(MalformedSnapshot) {
        for _ in 0..<(try reader.count(of: 16)) {
            let batch = try reader.word()
            var parties: Set<UInt64> = []
            for _ in 0..<(try reader.count(of: 8)) { parties.insert(try reader.word()) }
            expiries[batch] = parties
        }
        for _ in 0..<(try reader.count(of: 16)) {
            let party = try reader.word()
            replaced[party] = UInt32(truncatingIfNeeded: try reader.word(through: 1 << 32 - 1))
        }
        for _ in 0..<(try reader.count(of: 16)) {
            let word = try reader.word()
            keyCopies[UInt32(truncatingIfNeeded: word)] = KeyCopies(
                count: UInt32(truncatingIfNeeded: word >> 32),
                newest: Instant(milliseconds: try reader.milliseconds())
            )
        }
    }
}

extension PartyErasure {
    fileprivate init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        party = try reader.word()
        (request, reason) = try reader.numberAndReason()
        requestedAt = Instant(milliseconds: try reader.milliseconds())
        let state = try reader.word(through: 1 << 33 - 1)
        generation = UInt32(truncatingIfNeeded: state >> 1)
        let completed = Instant(milliseconds: try reader.milliseconds())
        completedAt = state & 1 == 1 ? completed : nil
    }
}

extension SnapshotReader {
    /// A sequence and the code of a reason in one word.
    fileprivate mutating func numberAndReason() throws(MalformedSnapshot) -> (UInt64, Reason) {
        let word = try word()
        guard let reason = Reason(rawValue: UInt16(truncatingIfNeeded: word)) else {
            throw malformed("a known reason before")
        }
        return (word >> 16, reason)
    }
}
