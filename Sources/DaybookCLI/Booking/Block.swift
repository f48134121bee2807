import ArgumentParser
import Daybook

/// `daybook block`.
struct Block: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a resource out of service for a while; bookings there stay and are listed.",
        discussion: """
            Bookings in the way are not cancelled: the list says whom to move.

            Examples:
              daybook block dr-adler --from 2026-11-24 --to 2026-11-26 --dry-run
              daybook block room-1 --from 2026-11-24T13:00 --to 2026-11-24T17:00
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The resource's key or number.")
    var resource: String

    @Option(name: .long, help: "First day or instant.")
    var from: String

    @Option(name: .long, help: "Last day (included) or instant.")
    var to: String

    @Flag(name: .long, help: "List the bookings and live holds in the way; append nothing.")
    var dryRun = false

    func run() async throws {
        let book = try global.open(readOnly: dryRun)
        let (number, window, stranded) = try await withBookFailures {
            let names = Names(try book.clinic())
            let number = try names.resource(resource).number
            let now = Instant(milliseconds: book.options.clock())
            let window = try names.window(from: from, to: to, now: now, days: 1)
            return (number, window, try book.bookings(of: number, overlapping: window))
        }
        let minutes = Int(window.upperBound.value) - Int(window.lowerBound.value)
        guard let length = UInt16(exactly: minutes), length > 0 else {
            throw Failure(
                .badInput,
                "a block lasts from 1 to \(UInt16.max) minutes (45 days)",
                at: "--to",
                next: "block a longer time in pieces, or withdraw the resource from clinic.json"
            )
        }
        if dryRun {
            let report = try await withBookFailures {
                StrandedReport.report(stranded, names: Names(try book.clinic()))
            }
            let output = StandardOutput()
            try output.write(report, as: global.output)
            try output.flush()
            return
        }
        try await global.submit(
            .block(resource: number, start: window.lowerBound, length: length),
            to: book,
            id: try write.commandID(),
            doing: "blocking"
        ) { receipt in
            [
                (Column("block"), .integer(Int(clamping: receipt.first))),
                (
                    Column("stranded", heading: "bookings and holds in the way"),
                    .count(stranded.count)
                ),
            ]
        }
    }
}
