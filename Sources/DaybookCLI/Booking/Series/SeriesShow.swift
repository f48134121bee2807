import ArgumentParser
import Daybook

/// `daybook series show`.
struct SeriesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show a series, and what became of each of its appointments.",
        discussion: """
            Example:
              daybook series show 241
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The series' number.")
    var series: UInt64

    func run() async throws {
        let book = try global.open(readOnly: true)
        let report = try await withBookFailures {
            guard let found = try book.series(series) else {
                throw Failure(
                    .no,
                    "there is no series \(series)",
                    next: "see `daybook log --kind seriesDefined`"
                )
            }
            let names = Names(try book.clinic())
            let now = Instant(milliseconds: book.options.clock())
            var report = Report(
                title: found.recurrence,
                columns: [
                    Column("planned"), Column("appointment", alignment: .trailing),
                    Column("status"), Column("start"), Column("resources"), Column("why"),
                    Column("inTheWay", heading: "in the way", alignment: .trailing),
                ]
            )
            for occurrence in found.occurrences {
                let appointment = occurrence.appointment
                report.append([
                    names.text(occurrence.start.instant),
                    appointment.map { .integer(Int(clamping: $0.subject)) } ?? .none,
                    appointment.map { .string($0.status(asOf: now).code) } ?? .string("missed"),
                    appointment?.footprints.first.map { names.text($0.start.instant) } ?? .none,
                    appointment.map {
                        .string(
                            $0.footprints.map { names.resourceKey($0.resource) }
                                .joined(separator: " ")
                        )
                    } ?? .none,
                    occurrence.reason == .none ? .none : .string(occurrence.reason.name),
                    occurrence.inTheWay == 0
                        ? .none : .integer(Int(clamping: occurrence.inTheWay)),
                ])
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
