import ArgumentParser
import Daybook

/// `daybook log show`, the default of `daybook log`.
struct LogShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show facts in order; what `daybook log` does."
    )

    @OptionGroup var global: GlobalOptions

    @Option(name: .long, help: "Recorded at or after this day or instant.")
    var since: String?

    @Option(name: .long, help: "Recorded at or before this instant; a day is included whole.")
    var until: String?

    @Option(name: .short, help: "Only the last so many; 10 with -f unless given.")
    var n: Int?

    @Flag(
        name: [.customShort("f"), .long],
        help: "Go on with each new fact as it becomes durable."
    )
    var follow = false

    @Option(name: .long, help: "Only after this position.")
    var after: UInt64?

    @Flag(name: .long, help: "End with the position of the last fact shown, on standard error.")
    var showCursor = false

    @Option(
        name: .long,
        help: "Only the appointment, conversation or definition that this fact belongs to."
    )
    var subject: UInt64?

    @Option(name: .long, help: "Only this kind, such as appointmentBooked; may be repeated.")
    var kind: [String] = []

    @Flag(name: .long, help: "The newest first.")
    var reverse = false

    func validate() throws {
        if let n, n < 0 || n > FactSelection.countMax {
            throw ValidationError("-n takes 0 to \(FactSelection.countMax).")
        }
        if follow, reverse { throw ValidationError("-f and --reverse exclude each other.") }
        if follow, until != nil { throw ValidationError("-f and --until exclude each other.") }
        if follow, global.output == .json {
            throw ValidationError("-f has no end, and an array needs one: use -o jsonl.")
        }
    }

    func run() async throws {
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        try await withBookFailures {
            let names = try ClinicNames.of(book)
            let selection = try selection(in: book, names)
            var writer = FactWriter(book, names, as: global.output, to: output)
            var last = selection.range.upperBound
            try selection.forEach(in: book) { fact in
                try writer.write(fact)
                return writer.isWanted
            }
            if follow {
                try writer.flush()
                for try await fact in book.facts(after: last) {
                    last = fact.sequence
                    guard selection.fits(fact) else { continue }
                    try writer.write(fact)
                    try writer.flush()
                    guard writer.isWanted else { break }
                }
            }
            try writer.finish()
            if showCursor, let cursor = writer.newest ?? after {
                ErrorPrinter(format: global.output).say("-- cursor: \(cursor)")
            }
        }
        try output.flush()
    }

    private func selection(in book: Book, _ names: Names) throws -> FactSelection {
        var first = (after ?? 0) &+ 1
        var last = try book.head().sequence
        if let since {
            let instant = try names.instant(since, option: "--since")
            first = max(
                first,
                try book.position(recordedBy: instant.advanced(byMilliseconds: -1)) + 1
            )
        }
        if let until {
            var instant = try names.instant(until, option: "--until")
            if let day = CivilDate(until) {
                let next = WallTime(date: day.advanced(by: 1), minuteOfDay: 0)
                instant = (names.zone ?? .utc).instant(for: next).advanced(byMilliseconds: -1)
            }
            last = min(last, try book.position(recordedBy: instant))
        }
        let kinds = try kind.map { name in
            guard let found = Kind.allCases.first(where: { $0.name == name }) else {
                throw Failure(
                    .badInput,
                    "there is no kind '\(name)'",
                    at: "--kind",
                    next: "the kinds are the names of the files in schemas/events"
                )
            }
            return found.rawValue
        }
        var subjectFacts: [Fact]?
        if let subject {
            let facts = try book.history(of: subject)
            guard !facts.isEmpty else {
                throw Failure(
                    .badInput,
                    "fact \(subject) belongs to no subject",
                    at: "--subject",
                    next: "give the position of a fact of an appointment or a conversation"
                )
            }
            subjectFacts = facts
        }
        let isTail = follow && n == nil && after == nil && since == nil
        return FactSelection(
            range: (first - 1)..<max(last, first - 1),
            kinds: Set(kinds),
            history: subjectFacts,
            newest: isTail ? 10 : n,
            isReversed: reverse
        )
    }
}
