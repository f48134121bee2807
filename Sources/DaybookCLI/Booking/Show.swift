import ArgumentParser
import Daybook

/// `daybook show`.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Show an appointment or a conversation: its facts in order, and where it stood after each.",
        discussion: """
            Any fact's number finds the whole. Texts stay sealed; see `daybook conversation show`.

            Example:
              daybook show 241
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The number of an appointment, a conversation, or of any fact of one.")
    var id: UInt64

    func run() async throws {
        let book = try global.open(readOnly: true)
        let report = try await withBookFailures {
            let facts = try book.history(of: id)
            guard let first = facts.first else {
                throw Failure(
                    .no,
                    "there is nothing with the number \(id)",
                    next: "see `daybook inbox` and `daybook log` for what there is"
                )
            }
            let names = Names(try book.clinic())
            return Self.report(facts, from: first, names)
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    private static func report(_ facts: [Fact], from first: Fact, _ names: Names) -> Report {
        var report = Report(
            title: "from fact \(first.subject)",
            columns: [
                Column("fact", alignment: .trailing), Column("kind"), Column("status"),
                Column("recordedAt", heading: "recorded"),
                Column("occurredAt", heading: "happened"),
                Column("channel"), Column("actor"), Column("start"),
                Column("minutes", alignment: .trailing), Column("resource"), Column("service"),
                Column("says"), Column("reason"), Column("notice"),
                Column("cause", alignment: .trailing),
            ]
        )
        for (index, fact) in facts.enumerated() {
            let isTime = fact.kind?.hasFootprint == true && fact.length > 0
            report.append([
                .integer(Int(clamping: fact.sequence)),
                .string(fact.kind?.name ?? "kind \(fact.kindCode)"),
                .string(status(after: facts[...index])), names.text(fact.recordedAt),
                names.text(fact.occurredAt), .string(fact.channel.name), .string(fact.actor.name),
                isTime ? names.text(fact.start.instant) : .none,
                isTime ? .integer(Int(fact.length)) : .none,
                fact.resource == 0 ? .none : .string(names.resourceKey(fact.resource)),
                fact.service == 0 ? .none : .string(names.serviceKey(fact.service)),
                names.description(of: fact).isEmpty
                    ? .none : .string(names.description(of: fact)),
                fact.reason == .none ? .none : .string(fact.reason.name), notice(of: fact),
                fact.cause == 0 ? .none : .integer(Int(clamping: fact.cause)),
            ])
        }
        return report
    }

    /// How long before its start an appointment was cancelled, declined or moved; 0 after it.
    private static func notice(of fact: Fact) -> Cell {
        switch fact.kind {
        case .appointmentCancelled, .appointmentDeclined, .timeReleased:
            let left = fact.start.instant.milliseconds - fact.occurredAt.milliseconds
            return .duration(seconds: Int(max(0, left) / 1_000))
        default: return .none
        }
    }

    /// The appointment's FHIR status, or whether somebody waits, after these facts.
    private static func status(after facts: ArraySlice<Fact>) -> String {
        let appointment = Appointment(history: facts)
        if appointment.status != .none { return appointment.status.code }
        let conversation = Conversation(history: facts)
        guard conversation.subject != 0 else { return "" }
        if conversation.waitingSince != nil { return "waiting" }
        return conversation.isOpen ? "answered" : "closed"
    }
}
