import ArgumentParser
import Daybook

/// `daybook series book`.
struct SeriesBook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Book a series by a rule of RFC 5545; wall times hold when the clocks change.",
        discussion: """
            Rules are DAILY, WEEKLY, MONTHLY or YEARLY with INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY,
            BYMONTH, BYSETPOS and WKST. A series has at most \(SeriesLimits.instancesMax) instances
            within two years.

            Examples:
              daybook series book --service physio --start 2026-11-24T10:00 --rule 'FREQ=WEEKLY;COUNT=6'
              daybook series book --service physio --start 2026-11-24T10:00 --dry-run \\
                --rule 'FREQ=MONTHLY;COUNT=4;BYDAY=-1TU' --except 2026-12-29T10:00
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var time: TimeOptions

    @Option(name: .long, help: "The rule, as the value of an RRULE.")
    var rule: String?

    @Option(name: .long, help: "A start that is left out (EXDATE), in wall time; may be repeated.")
    var except: [String] = []

    @Option(name: .long, help: "A start that is added (RDATE), in wall time; may be repeated.")
    var also: [String] = []

    @Flag(name: .long, help: "Book those that are free, and list the others as missed.")
    var bestEffort = false

    @Flag(name: .long, help: "List each instance and whether it is free; append nothing.")
    var dryRun = false

    func validate() throws {
        if rule == nil, also.isEmpty {
            throw ValidationError("A series needs --rule, or --also for each further start.")
        }
    }

    func run() async throws {
        let book = try global.open(readOnly: dryRun)
        let request = SeriesRequest(
            try await withBookFailures { try time.request(in: book) },
            try recurrence(),
            isAllOrNothing: !bestEffort
        )
        let preview = try await withBookFailures(at: "--rule") { try book.previewSeries(request) }
        if dryRun {
            let names = try await clinicNames(book)
            var report = Report(
                title: nil,
                columns: [Column("start"), Column("free"), Column("why")]
            )
            for (start, reason) in preview {
                report.append([
                    names.text(start.instant), .bool(reason == .none),
                    reason == .none ? .none : .string(reason.name),
                ])
            }
            let output = StandardOutput()
            try output.write(report, as: global.output)
            try output.flush()
            return
        }
        if !bestEffort { say(preview.filter { $0.reason != .none }, try await clinicNames(book)) }
        try await global.submit(
            .bookSeries(request),
            to: book,
            id: try write.commandID(),
            doing: "booking the series"
        ) { receipt in
            let series = try book.series(receipt.first)
            let booked = series?.occurrences.count { $0.appointment != nil } ?? 0
            let missed = (series?.occurrences.count ?? 0) - booked
            return [
                (Column("series"), .integer(Int(clamping: receipt.first))),
                (Column("booked"), .count(booked)), (Column("missed"), .count(missed)),
            ]
        }
    }

    private func clinicNames(_ book: Book) async throws -> Names {
        Names(try await withBookFailures { try book.clinic() })
    }

    /// Names the instances because of which none can be booked: a refusal gives the first reason.
    private func say(_ missing: [(start: Minute, reason: Reason)], _ names: Names) {
        let printer = ErrorPrinter(format: global.output)
        for (start, reason) in missing.prefix(Self.missingShown) {
            let text = Text.instant(start.instant, in: names.zone)
            printer.say("\(text) can't be booked: \(reason.name)")
        }
    }

    /// Instances that are named one by one.
    private static let missingShown = 20

    private func recurrence() throws -> Recurrence {
        var parsed: RecurrenceRule?
        if let rule {
            do {
                parsed = try RecurrenceRule(rule)
            } catch {
                throw Failure(
                    .badInput,
                    "\(error.part) is \(error.code.rawValue)",
                    at: "--rule",
                    next: "expected \(error.expected)"
                )
            }
        }
        return Recurrence(
            parsed,
            exceptions: try except.map { try wall($0, option: "--except") },
            additions: try also.map { try wall($0, option: "--also") }
        )
    }

    private func wall(_ text: String, option: String) throws -> WallTime {
        if let wall = WallTime(text) { return wall }
        throw Failure(
            .badInput,
            "'\(text)' is no wall time",
            at: option,
            next: "write 2026-12-29T10:00, without an offset"
        )
    }
}
