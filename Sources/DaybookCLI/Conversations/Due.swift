import ArgumentParser
import Daybook

/// `daybook due`.
struct Due: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List whose answer is due soon or late; exit 1 when something is late.",
        discussion: """
            Also those to whom the platform takes no answer any more by then, whenever it is due.
            With --at it is what this said then.

            Examples:
              daybook due --within 1h || mail -s "answers are late" desk
              daybook due --at 2026-11-23T09:00
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Option(name: .long, help: "Due within: 30m, 1h, 2d.")
    var within = "1h"

    func run() async throws {
        let seconds = try Names.seconds(within, option: "--within")
        let book = try global.open(readOnly: true)
        let (names, now, due) = try await withBookFailures {
            let view = try past.at.map { _ in try past.responses(of: book) }
            let now = view?.now ?? Instant(milliseconds: book.options.clock())
            // Whole seconds are left until the next one begins.
            let end = now.advanced(byMilliseconds: (seconds + 1) * 1_000)
            let due = try view.map { try book.dueRequests(before: end, in: $0) }
            let closing = try view.map { try book.closingWindows(from: now, before: end, in: $0) }
            let answers = try due ?? book.dueRequests(before: end)
            let known = Set(answers.map(\.conversation))
            let windows = try closing ?? book.closingWindows(from: now, before: end)
            return (
                Names(try view?.clinic ?? book.clinic()), now,
                answers + windows.filter { !known.contains($0.conversation) }
            )
        }
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
        let isLate = due.contains { (WaitingReport.seconds(left: $0, now: now) ?? 0) < 0 }
        if isLate { throw ExitCode(ExitStatus.no.rawValue) }
    }
}
