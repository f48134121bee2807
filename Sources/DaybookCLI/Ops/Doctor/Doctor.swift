import ArgumentParser
import Daybook

/// `daybook doctor`.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Look at everything a book needs, and name the next step where something is amiss.",
        discussion: "Exit code 1 if something does not work; warnings alone are 0."
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        var findings = Examination.software()
        let book = try global.open(readOnly: true)
        let now = Instant(milliseconds: book.options.clock())
        findings += try await withBookFailures {
            try Examination(book: book, now: now).findings()
        }
        var report = Report(columns: [
            Column("check"), Column("state"), Column("value"), Column("next"),
        ])
        for finding in findings {
            report.append(
                Row(
                    [
                        .string(finding.name), .string(finding.state.rawValue),
                        .string(finding.value),
                        finding.next.isEmpty ? .none : .string(finding.next),
                    ],
                    style: finding.state == .ok ? nil : finding.state == .bad ? .alert : .warning
                )
            )
        }
        try StandardOutput().write(report, as: global.output)
        if findings.contains(where: { $0.state == .bad }) {
            throw ExitCode(ExitStatus.no.rawValue)
        }
    }
}
