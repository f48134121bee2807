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
            takes.

            Examples:
              daybook inbox
              daybook inbox --mine
              daybook inbox --watch 10
            """
    )

    @OptionGroup var global: GlobalOptions

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
        let names = Names(try book.clinic())
        let now = Instant(milliseconds: book.options.clock())
        var rows: [Row] = []
        var isAnyAssigned = false
        for request in try book.waitingRequests()
        where channel == nil || request.channel == channel {
            let assignee = try book.conversation(request.conversation)?.assignee ?? 0
            let name = names.actor(assignee)
            guard !mine || (assignee != 0 && name == global.actorName),
                !unassigned || assignee == 0
            else { continue }
            isAnyAssigned = isAnyAssigned || assignee != 0
            let row = WaitingReport.row(request, now: now, names)
            let cell: Cell = assignee == 0 ? .none : .string(name)
            rows.append(Row(row.cells + [cell], style: row.style))
        }
        var columns = WaitingReport.columns + [Column("assigned")]
        // People are spared a column in which nothing stands; programs always get it.
        if global.output == .table, !isAnyAssigned {
            columns.removeLast()
            rows = rows.map { Row(Array($0.cells.dropLast()), style: $0.style) }
        }
        return Report(
            title: rows.isEmpty ? "nobody waits" : "\(rows.count) waiting",
            columns: columns,
            rows: rows
        )
    }
}
