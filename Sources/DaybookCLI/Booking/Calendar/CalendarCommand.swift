import ArgumentParser
import Daybook

/// `daybook calendar`.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar",
        abstract: "Show when a resource is busy, blocked, held, closed or free, and nobody's name.",
        discussion: """
            What was taken more than eight weeks ago is not kept at hand: the calendar begins later
            then.

            As ics it is a feed that other calendars subscribe to (RFC 5545): a VFREEBUSY, or with
            --events a VEVENT for each period. No patient, no service and no reason stands in it.

            With --appointments a row for each appointment and live hold, however long ago, with the
            patient's answer as a participant, and the fact by which they confirmed a reminder.

            Examples:
              daybook calendar dr-adler --from 2026-11-24 --to 2026-11-30
              daybook calendar dr-adler --appointments --to 2026-11-24
              daybook calendar dr-adler --state free --at-least 30
              daybook calendar dr-adler -o ics > dr-adler.ics
              daybook calendar dr-adler --at 2026-11-20T08:00
            """
    )

    /// How a calendar is written: as rows, or as a feed.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, jsonl, csv, ics
    }

    @OptionGroup var place: BookPlace
    @OptionGroup var past: PastOptions

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "table, json, jsonl, csv or ics."
    )
    var output = Format.table

    @Argument(help: "The resource's key or number.")
    var resource: String

    @Option(name: .long, help: "First day or instant; now unless given.")
    var from: String?

    @Option(name: .long, help: "Last day (included) or instant; 28 days later unless given.")
    var to: String?

    @Option(name: .long, help: "Only busy, blocked, tentative, closed or free; may be repeated.")
    var state: [String] = []

    @Option(name: .long, help: "Only periods of at least so many minutes.")
    var atLeast = 1

    @Flag(name: .long, help: "As ics: an event for each period instead of free/busy time.")
    var events = false

    @Flag(name: .long, help: "What takes the time: appointments and live holds, with their state.")
    var appointments = false

    func validate() throws {
        if appointments, output == .ics || !state.isEmpty || atLeast != 1 {
            throw ValidationError("--appointments goes with --from, --to and --at alone.")
        }
        if events, output != .ics { throw ValidationError("--events belongs to -o ics.") }
        if atLeast < 1 { throw ValidationError("--at-least takes 1 minute or more.") }
    }

    func run() async throws {
        let book = try place.open(readOnly: true)
        let standardOutput = StandardOutput()
        try await withBookFailures {
            let view = try past.view(of: book)
            let names = Names(view.clinic)
            let resource = try names.resource(resource)
            let now = view.now
            let window = try names.window(from: from, to: to, now: now, days: 28)
            if appointments, let format = OutputFormat(rawValue: output.rawValue) {
                let found = try book.appointments(
                    of: resource.number,
                    in: window,
                    through: view.position,
                    asOf: now
                )
                try standardOutput.write(
                    DiaryReport.report(found, of: resource.number, names, now: now),
                    as: format
                )
                return
            }
            let wanted = Set(try state.map(Self.state))
            let periods = view.slots.periods(of: resource.number, in: window, now: now).filter {
                (wanted.isEmpty || wanted.contains($0.state)) && $0.length >= atLeast
            }
            if let format = OutputFormat(rawValue: output.rawValue) {
                try standardOutput.write(report(periods, names), as: format)
            } else {
                let feed = CalendarFeed(
                    name: resource.name,
                    identity: "\(resource.key)@\(Text.hex(book.identity)).daybook",
                    window: window,
                    now: now,
                    periods: periods
                )
                let bytes = feed.bytes(events ? .events : .freeBusy)
                try standardOutput.append { $0 += bytes }
            }
        }
        try standardOutput.flush()
    }

    private func report(_ periods: [CalendarPeriod], _ names: Names) -> Report {
        var report = Report(columns: [
            Column("from"), Column("to"), Column("minutes", alignment: .trailing),
            Column("state"),
        ])
        for period in periods {
            report.append([
                names.text(period.minutes.lowerBound.instant),
                names.text(period.minutes.upperBound.instant), .count(period.length),
                .string(period.state.name),
            ])
        }
        return report
    }

    private static func state(_ text: String) throws -> CalendarPeriod.State {
        if let found = CalendarPeriod.State.allCases.first(where: { $0.name == text }) {
            return found
        }
        throw Failure(
            .badInput,
            "there is no state '\(text)'",
            at: "--state",
            next: "the states are: "
                + CalendarPeriod.State.allCases.map(\.name).joined(separator: ", ")
        )
    }
}
