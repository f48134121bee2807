import ArgumentParser
import Daybook

/// `daybook inbox`.
struct InboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inbox",
        abstract:
            "List who waits for an answer, longest first, with the time left to the channel's target.",
        discussion: """
            `left` is negative once an answer is late. `last message` is what `respond --if-head`
            takes. `window closes` is when the platform stops to take a person's answer. With --at it
            is the inbox of then.

            Examples:
              daybook inbox
              daybook inbox --mine
              daybook inbox --watch 10
              daybook inbox --at 2026-11-23T09:00
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Option(name: .long, help: "Only this channel.")
    var channel: String?

    @Flag(name: .long, help: "Only what you have in hand (see --actor).")
    var mine = false

    @Flag(name: .long, help: "Only what nobody has in hand.")
    var unassigned = false

    @Option(name: .long, help: "Show it again every so many seconds, until interrupted.")
    var watch: UInt16?

    func validate() throws {
        guard watch != 0 else { throw ValidationError("--watch takes 1 to 65535 seconds.") }
        guard !mine || !unassigned else {
            throw ValidationError("What is yours is assigned: give --mine or --unassigned.")
        }
        guard watch == nil || past.at == nil else {
            throw ValidationError("What is past does not change: give --watch or --at.")
        }
    }

    func run() async throws {
        let channel = try channel.map { try Names.channel($0) }
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        repeat {
            let report = try await withBookFailures { try waiting(in: book, only: channel) }
            if watch != nil, output.terminal.redrawsLines, global.output == .table {
                // Home, and clear to the end of the screen.
                try output.write("\u{1B}[H\u{1B}[J")
            }
            try output.write(report, as: global.output)
            try output.flush()
            guard let watch else { return }
            try await Task.sleep(for: .seconds(Int(watch)))
        } while !output.readerIsGone
    }

    private func waiting(in book: Book, only channel: Channel?) throws -> Report {
        let view = try past.at.map { _ in try past.responses(of: book) }
        let names = Names(try view?.clinic ?? book.clinic())
        let now = view?.now ?? Instant(milliseconds: book.options.clock())
        var rows: [Row] = []
        let waiting = try view.map { try book.waitingRequests(in: $0) } ?? book.waitingRequests()
        for request in waiting where channel == nil || request.channel == channel {
            let conversation = try book.conversation(
                request.conversation,
                through: view?.position ?? .max
            )
            let assignee = conversation?.assignee ?? 0
            let name = names.actor(assignee)
            guard !mine || (assignee != 0 && name == global.actorName),
                !unassigned || assignee == 0
            else { continue }
            let row = WaitingReport.row(request, now: now, names)
            let cell: Cell = assignee == 0 ? .none : .string(name)
            rows.append(Row(row.cells + [cell], style: row.style))
        }
        return WaitingReport.report(
            rows.isEmpty ? "nobody waits" : "\(rows.count) waiting",
            WaitingReport.columns + [Column("assigned")],
            rows,
            as: global.output
        )
    }
}
