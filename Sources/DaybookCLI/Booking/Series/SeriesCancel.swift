import ArgumentParser
import Daybook

/// `daybook series cancel`.
struct SeriesCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel what is left of a series; one alone is cancelled by `daybook cancel`.",
        discussion: """
            Example:
              daybook series cancel 241 --reason patient --from 2027-01-01
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The series' number.")
    var series: UInt64

    @Option(
        name: .long,
        help: "Those that begin on or after this day or instant; now unless given."
    )
    var from: String?

    @Option(name: .long, help: "patient, provider, maintenance or other.")
    var reason = "other"

    func run() async throws {
        let reason = try Names.reason(reason, among: Reason.cancellations)
        let book = try global.open()
        let report = try await withBookFailures {
            let names = Names(try book.clinic())
            let start =
                try from.map { try names.instant($0, option: "--from") }
                ?? Instant(milliseconds: book.options.clock())
            guard try book.series(series) != nil else {
                throw Failure(
                    .no,
                    "there is no series \(series)",
                    next: "see `daybook log --kind seriesDefined`"
                )
            }
            var report = Report(
                title: "cancelled",
                columns: [Column("appointment", alignment: .trailing), Column("answer")]
            )
            for receipt in try await book.cancelSeries(
                series,
                from: start,
                reason: reason,
                actor: global.actorName
            ) {
                let subject = try book.appointment(receipt.first)?.subject
                report.append([
                    subject.map { .integer(Int(clamping: $0)) } ?? .none,
                    .string(receipt.refusal.map(\.reason.name) ?? "cancelled"),
                ])
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
