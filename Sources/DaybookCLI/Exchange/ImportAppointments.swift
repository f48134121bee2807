import ArgumentParser
import Daybook

/// `daybook import appointments`, the default of `daybook import`.
struct ImportAppointments: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appointments",
        abstract: "Take over what another system's diary takes of the clinic's resources.",
        discussion: """
            The time is blocked here; no name and no text is kept. Each entry is known by source, id
            and version: the same file again changes nothing, and a newer version replaces an older
            one, in whatever order they come. Time that is booked here is taken over all the same:
            see `daybook conflicts`.

            A csv names its columns: id, resource, start, end or minutes, version, status. A fhir
            file has Appointments, one a line or in a Bundle. An ics file is a calendar of one
            resource; of what recurs, two years ahead are taken over: import it again now and then.

            Examples:
              daybook import appointments --source his --format csv diary.csv
              daybook import appointments --source his --format fhir - < diary.ndjson
              daybook import appointments --source outlook --format ics --resource dr-adler \
                calendar.ics
            """
    )

    /// In which form the other diary is.
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, fhir, ics
    }

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The file; - for standard input.")
    var file: String

    @Option(name: .long, help: "The other system's name, always the same.")
    var source: String

    @Option(name: .long, help: "csv, fhir or ics.")
    var format: Format

    @Option(name: .long, help: "The resource of entries that name none (key or number).")
    var resource: String?

    @Option(
        name: .customLong("timezone"),
        help: "What a calendar calls a zone of the clinic, as NAME=ZONE; may be repeated."
    )
    var zones: [String] = []

    func validate() throws {
        guard (1...64).contains(source.utf8.count) else {
            throw ValidationError("--source takes 1 to 64 bytes.")
        }
        guard zones.allSatisfy({ $0.contains("=") }) else {
            throw ValidationError("--timezone takes NAME=ZONE.")
        }
    }

    func run() async throws {
        let book = try global.open()
        let output = StandardOutput()
        let (imported, problems) = try await withBookFailures(at: file) {
            let names = Names(try book.clinic())
            let bytes = try LocalFile.read(file)
            let diary = try read(bytes, names, now: Instant(milliseconds: book.options.clock()))
            let imported = try await book.importBusy(
                diary.appointments,
                ends: diary.ends,
                from: source,
                resource: try resource.map { try names.resource($0).key },
                actor: global.actorName
            )
            return (imported, diary.problems)
        }
        var report = Report(columns: [
            Column("id"), Column("became"), Column("entry", alignment: .trailing),
            Column("repeated"),
        ])
        for entry in imported {
            report.append([
                .string(entry.id), .string(entry.outcome.rawValue),
                entry.entry == 0 ? .none : .integer(Int(clamping: entry.entry)),
                .bool(entry.receipt?.isRepeated ?? false),
            ])
        }
        try output.write(report, as: global.output)
        try output.flush()
        try fail(imported, problems)
    }

    private func read(_ bytes: [UInt8], _ names: Names, now: Instant) throws -> ExternalDiary {
        do {
            return switch format {
            case .csv: try CSVAppointments.read(bytes, zone: names.zone ?? .utc)
            case .fhir: try FHIRAppointments.read(bytes)
            case .ics:
                try ICalendarAppointments.read(
                    bytes,
                    zone: names.zone ?? .utc,
                    zones: { rules(of: $0, names) },
                    now: now
                )
            }
        } catch {
            throw Failure(
                .badInput,
                "expected \(error.expected)",
                at: "\(file), line \(error.line)",
                next:
                    "nothing was taken over; see `daybook help import appointments` for what is read"
            )
        }
    }

    /// The recorded rules of what a calendar calls a zone: as it was named for it, by its own name,
    /// or by the end of a longer one ("/example.org/20050126/Europe/Berlin").
    private func rules(of name: String, _ names: Names) -> ZoneRules? {
        var name = name
        for given in zones {
            let pair = given.split(separator: "=", maxSplits: 1).map(String.init)
            if pair.count == 2, pair[0] == name { name = pair[1] }
        }
        return names.clinic.zones.last {
            $0.name == name || name.hasSuffix("/\($0.name)")
        }?.rules
    }

    /// What was read well stands; the rest is named.
    private func fail(_ imported: [ImportedEntry], _ problems: [ExternalProblem]) throws {
        let printer = ErrorPrinter(format: global.output)
        for problem in problems.prefix(Self.problemsShown) {
            printer.say("\(file), line \(problem.line): expected \(problem.expected)")
        }
        let unknown = imported.count { $0.outcome == .unknownResource || $0.outcome == .refused }
        let differing = imported.count { $0.outcome == .differs }
        guard problems.isEmpty, unknown == 0, differing == 0 else {
            throw Failure(
                .badInput,
                "\(problems.count) not readable, \(unknown) of resources that are not the clinic's, "
                    + "\(differing) with another content under a version that was taken over before",
                at: file,
                next: "what was readable stands; correct the rest and import the file again"
            )
        }
    }

    /// Problems that are named one by one.
    private static let problemsShown = 20
}
