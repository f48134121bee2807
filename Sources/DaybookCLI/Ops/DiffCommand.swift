import ArgumentParser
import Daybook

/// `daybook diff`.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract:
            "What changed between two positions: appointments, conversations, blocks, clinic.",
        discussion: """
            A position is a number, or what was recorded by an instant or a day's begin. Each thing
            is told once, as it was and as it is. Exits 1 when something changed.

            Examples:
              daybook diff 2026-11-23
              daybook diff 1200 1260 -o json
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The position to compare with.")
    var from: String

    @Argument(help: "The later position; the end unless given.")
    var to: String?

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        let report = try await withBookFailures {
            let first = try PastOptions.position(from, option: "FROM", in: book)
            let last = try to.map { try PastOptions.position($0, option: "TO", in: book) }
            let end = try last ?? book.head().sequence
            guard first <= end else {
                throw Failure(.badInput, "the later position comes first", at: "\(first) \(end)")
            }
            let names = Names(try book.clinic())
            let rows = try book.changes(from: first, through: end).map { Self.row($0, names) }
            return Report(
                title: "\(rows.isEmpty ? "nothing " : "")changed between \(first) and \(end)",
                columns: [
                    Column("what"), Column("id", alignment: .trailing), Column("before"),
                    Column("after"), Column("startBefore", heading: "start before"),
                    Column("start"), Column("resource"), Column("service"), Column("channel"),
                ],
                rows: rows
            )
        }
        try output.write(report, as: global.output)
        try output.flush()
        if !report.rows.isEmpty { throw ExitCode(ExitStatus.no.rawValue) }
    }

    private static func row(_ change: BookChange, _ names: Names) -> Row {
        let id = Cell.integer(Int(clamping: change.subject))
        switch change.what {
        case .appointment(let before, let after):
            let old = before?.footprints.first
            let new = after.footprints.first
            return Row([
                .string("appointment"), id, before.map { .string($0.status.code) } ?? .none,
                .string(after.status.code), old.map { names.text($0.start.instant) } ?? .none,
                new.map { names.text($0.start.instant) } ?? .none,
                new.map { .string(names.resourceKey($0.resource)) } ?? .none,
                .string(names.serviceKey(after.service)), .none,
            ])
        case .conversation(let before, let after):
            return Row([
                .string("conversation"), id, before.map { .string(state(of: $0)) } ?? .none,
                .string(state(of: after)), .none, .none, .none,
                after.service == 0 ? .none : .string(names.serviceKey(after.service)),
                .string(after.channel.name),
            ])
        case .block(let fact, let stands):
            return Row([
                .string("block"), id, .none, .string(stands ? "blocked" : "lifted"), .none,
                names.text(fact.start.instant), .string(names.resourceKey(fact.resource)), .none,
                .none,
            ])
        case .clinic(let fact):
            return Row([
                .string("clinic"), id, .none, .string(fact.kind?.name ?? "kind \(fact.kindCode)"),
                .none, .none,
                fact.resource == 0 ? .none : .string(names.resourceKey(fact.resource)),
                fact.service == 0 ? .none : .string(names.serviceKey(fact.service)), .none,
            ])
        }
    }

    private static func state(of conversation: Conversation) -> String {
        if conversation.waitingSince != nil { return "waiting" }
        return conversation.isOpen ? "answered" : "closed"
    }
}
