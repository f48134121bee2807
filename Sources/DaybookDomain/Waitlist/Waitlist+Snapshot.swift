extension Waitlist {
    /// The fewest bytes of an entry: its fact and the number of its offers.
    private static let entryBytes = 72

    /// Hands out the words that queries can tell apart.
    func forEachWord(_ body: (UInt64) -> Void) {
        for entry in entries {
            let words = entry.fact.words
            for word in [words.0, words.1, words.3, words.4, words.5, words.6, words.7] {
                body(word)
            }
            for offer in entry.offers {
                body(offer.hold << 1 | (offer.isDeclined ? 1 : 0))
                body(UInt64(bitPattern: offer.expiry.milliseconds))
            }
        }
    }

    func encode(into writer: inout SnapshotWriter) {
        writer.append(UInt64(entries.count))
        for entry in entries {
            let words = entry.fact.words
            for word in [
                words.0, words.1, words.2, words.3, words.4, words.5, words.6, words.7,
            ] { writer.append(word) }
            writer.append(UInt64(entry.offers.count))
            for offer in entry.offers {
                writer.append(offer.hold << 1 | (offer.isDeclined ? 1 : 0))
                writer.append(signed: offer.expiry.milliseconds)
                writer.append(
                    UInt64(UInt32(bitPattern: offer.start.value)) | UInt64(offer.resource) << 32
                )
            }
        }
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        for _ in 0..<(try reader.count(of: Waitlist.entryBytes)) {
            let fact = Fact(
                words: (
                    try reader.word(), try reader.word(), try reader.word(), try reader.word(),
                    try reader.word(), try reader.word(), try reader.word(), try reader.word()
                )
            )
            let before = entries.count
            if fact.kindCode == Kind.waitlistJoined.rawValue { apply(fact) }
            guard entries.count == before + 1 else {
                throw reader.malformed("an entry of the waitlist before")
            }
            for _ in 0..<(try reader.count(of: 24)) {
                let hold = try reader.word(through: 1 << 49 - 1)
                let expiry = Instant(milliseconds: try reader.milliseconds())
                let time = try reader.word(through: 1 << 48 - 1)
                let offer = WaitlistEntry.Offer(
                    hold: hold >> 1,
                    start: Minute(Int32(truncatingIfNeeded: time)),
                    resource: UInt16(truncatingIfNeeded: time >> 32),
                    expiry: expiry,
                    isDeclined: hold & 1 == 1
                )
                append(offer)
            }
        }
    }
}

extension WaitlistEntry {
    /// The fact that the entry was made of, in the fields that it keeps.
    fileprivate var fact: Fact {
        var fact = Fact(.waitlistJoined)
        fact.sequence = number
        fact.subject = number
        fact.recordedAt = joinedAt
        fact.channel = channel
        wish.write(into: &fact)
        return fact
    }
}
