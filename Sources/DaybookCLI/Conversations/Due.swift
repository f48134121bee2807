import ArgumentParser
import Daybook

/// `daybook due`.
struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List whose answer is due soon or late; exit 1 when something is late.",
        discussion: """
            Example:
              daybook due --within 1h || mail -s "answers are late" desk
            """
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "Due within: 30m, 1h, 2d.")
    var within = "1h"

    func run() async throws {
        let seconds = Int(try Names.seconds(within, option: "--within"))
        let book = try global.open(readOnly: true)
        let now = Instant(milliseconds: book.options.clock())
        let (names, requests) = try await withBookFailures {
            (Names(try book.clinic()), try book.waitingRequests())
        }
        func left(_ request: WaitingRequest) -> Int {
            WaitingReport.seconds(left: request, now: now) ?? .max
        }
        let due = requests.filter { left($0) <= seconds }.sorted { left($0) < left($1) }
        let output = StandardOutput()
        try output.write(
            WaitingReport.report(
                due.isEmpty ? "nothing is due within \(within)" : nil,
                WaitingReport.columns,
                due.map { WaitingReport.row($0, now: now, names) },
                as: global.output
            ),
            as: global.output
        )
        try output.flush()
        if due.contains(where: { left($0) < 0 }) { throw ExitCode(ExitStatus.no.rawValue) }
    }
}
