import Daybook

/// A fact as cells: in short for people, field by field for spreadsheets.
enum FactColumns {
    static let short = [
        Column("recordedAt", heading: "time"), Column("position", alignment: .trailing),
        Column("kind"), Column("channel"), Column("subject", alignment: .trailing), Column("what"),
    ]

    static func shortRow(of fact: Fact, _ names: Names) -> Row {
        [
            .instant(Text.instant(fact.recordedAt, in: names.zone)), position(fact.sequence),
            .string(kindName(of: fact)), .string(channelName(of: fact)),
            fact.subject == 0 ? .none : position(fact.subject), .string(what(fact, names)),
        ]
    }

    static let fields = [
        "position", "recordedAt", "occurredAt", "kind", "version", "channel", "actor", "flags",
        "rank", "subject", "party", "reason", "cause", "start", "minutes", "bufferBefore",
        "bufferAfter", "resource", "service", "detail",
    ].map { Column($0) }

    static func fieldRow(of fact: Fact) -> Row {
        let start = fact.length > 0 ? fact.start.instant.rfc3339() : nil
        return Row([
            position(fact.sequence), .instant(Text.instant(fact.recordedAt, in: nil)),
            .instant(Text.instant(fact.occurredAt, in: nil)), .string(kindName(of: fact)),
            .integer(Int(fact.version)), .string(channelName(of: fact)), .string(fact.actor.name),
            .integer(Int(fact.flags.rawValue)), .integer(Int(fact.rank)), position(fact.subject),
            fact.party == 0 ? .none : .string(token(fact.party)),
            fact.reason == .none ? .none : .string(fact.reason.name),
            position(fact.cause), start.map { .instant($0) } ?? .none, .integer(Int(fact.length)),
            .integer(Int(fact.bufferBefore)), .integer(Int(fact.bufferAfter)),
            .integer(Int(fact.resource)), .integer(Int(fact.service)), .integer(Int(fact.detail)),
        ])
    }

    /// What a fact says, in the order a person asks: when, how long, what, with whom, why.
    private static func what(_ fact: Fact, _ names: Names) -> String {
        var words: [String] = []
        if fact.length > 0, fact.kind != .waitlistJoined {
            words.append(Text.instant(fact.start.instant, in: names.zone))
            words.append("\(fact.length) min")
        }
        if fact.service != 0 { words.append(names.serviceKey(fact.service)) }
        let description = names.description(of: fact)
        if !description.isEmpty {
            words.append(description)
        } else if fact.resource != 0 {
            words.append(names.resourceKey(fact.resource))
        }
        if fact.party != 0 { words.append("party \(token(fact.party).prefix(8))") }
        if fact.reason != .none { words.append(fact.reason.name) }
        if fact.cause != 0 { words.append("after \(fact.cause)") }
        return words.joined(separator: "  ")
    }

    private static func kindName(of fact: Fact) -> String {
        fact.kind?.name ?? "kind \(fact.kindCode)"
    }

    private static func channelName(of fact: Fact) -> String {
        Channel(rawValue: fact.channelCode)?.name ?? "channel \(fact.channelCode)"
    }

    private static func token(_ party: UInt64) -> String {
        let digits = String(party, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    private static func position(_ number: UInt64) -> Cell { .integer(Int(clamping: number)) }
}
