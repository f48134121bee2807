import ArgumentParser
import Daybook

/// `daybook rebook`.
struct Rebook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Offer other times, each held, instead of a booked one.",
        discussion: """
            The patient who sends a token back is moved there. With --affected, for each booking that
            a block leaves without its time. "told" says whether the offer waits in the outbox, or why
            it does not: then somebody tells them.

            Examples:
              daybook rebook 241
              daybook rebook --affected 300 --minutes 1440
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64?

    @Option(name: .long, help: "The number of a block: each booking in its way.")
    var affected: UInt64?

    @Option(name: .long, help: "A time to offer, up to three; the first free ones unless given.")
    var start: [String] = []

    @Option(name: .long, help: "Held for so many minutes; the clinic's own number unless given.")
    var minutes: UInt16 = 0

    func validate() throws {
        guard (appointment == nil) != (affected == nil) else {
            throw ValidationError("Give either an appointment, or --affected and a block.")
        }
        if affected != nil, !start.isEmpty {
            throw ValidationError("--start is for one appointment, not for --affected.")
        }
    }

    func run() async throws {
        let book = try global.open()
        let report = try await withBookFailures {
            let names = Names(try book.clinic())
            let starts = try start.map { try names.start($0) }
            var report = Report(
                title: nil,
                columns: [
                    Column("appointment", alignment: .trailing), Column("answer"), Column("told"),
                ] + OfferedReport.columns
            )
            for number in try appointments(in: book) {
                let (receipt, times, notice) = try await book.rebook(
                    number,
                    starts: starts,
                    minutes: minutes,
                    actor: global.actorName
                )
                let key = Cell.integer(Int(clamping: number))
                for time in times {
                    report.append(
                        Row(
                            [key, .string("offered"), OfferedReport.told(notice)]
                                + OfferedReport.cells(time, names)
                        )
                    )
                }
                if let refusal = receipt.refusal {
                    if affected == nil {
                        let command = Command.rebook(
                            subject: number,
                            starts: starts,
                            minutes: minutes
                        )
                        throw Failure(
                            refusal,
                            doing: "offering other times",
                            because: try book.facts(behind: refusal, of: command)
                        )
                    }
                    report.append(
                        Row(
                            [key, .string(refusal.reason.name), .none]
                                + OfferedReport.columns.map { _ in Cell.none }
                        )
                    )
                }
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    private func appointments(in book: Book) throws -> [UInt64] {
        if let appointment { return [try AppointmentFields.subject(of: appointment, in: book)] }
        guard let affected, let stranded = try book.bookingsStranded(byBlock: affected) else {
            throw Failure(
                .no,
                "there is no block \(affected ?? 0) in force",
                next: "see `daybook log --kind timeBlocked`"
            )
        }
        return stranded.map(\.appointment)
    }
}
