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
              daybook inbox --watch 10
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "Only this channel.")
    var channel: String?

    @Option(name: .long, help: "Show it again every so many seconds, until interrupted.")
    var watch: UInt16?

    func validate() throws {
        guard watch != 0 else { throw ValidationError("--watch takes 1 to 65535 seconds.") }
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
        let requests = try book.waitingRequests().filter { channel == nil || $0.channel == channel }
        return Report(
            title: requests.isEmpty ? "nobody waits" : "\(requests.count) waiting",
            columns: WaitingReport.columns,
            rows: requests.map { WaitingReport.row($0, now: now, names) }
        )
    }
}
