import ArgumentParser
import Daybook

/// `daybook advance`.
struct Advance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Do what is due: offer free times to those who wait.",
        discussion: """
            Call it about once a minute, and after cancellations. Where nothing is due, nothing is
            written. Each offered time is held for as long as the service says; the token books it.
            "told" says whether the offer waits in the outbox, or why it does not: then somebody tells
            them while the time is held. `daybook waitlist` says so as well.

            Example:
              daybook advance -o jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open()
        let report = try await withBookFailures {
            let done = try await book.advance(actor: global.actorName)
            let names = Names(try book.clinic())
            let isIdle = done.offers.isEmpty && done.ended.isEmpty
            var report = Report(
                title: isIdle ? "nothing was due" : nil,
                columns: [
                    Column("entry", alignment: .trailing), Column("what"), Column("told"),
                    Column("party"),
                ] + OfferedReport.columns
            )
            for offer in done.offers {
                report.append(
                    Row(
                        [
                            .integer(Int(clamping: offer.entry)), .string("offered"),
                            OfferedReport.told(offer.notice), Names.token(offer.party),
                        ] + OfferedReport.cells(offer.time, names)
                    )
                )
            }
            for entry in done.ended {
                report.append(
                    Row(
                        [.integer(Int(clamping: entry)), .string("ended"), .none, .none]
                            + OfferedReport.columns.map { _ in Cell.none }
                    )
                )
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
