import ArgumentParser
import Daybook

/// `daybook replay`.
struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fold the log again, and print what it comes to.",
        discussion:
            "The same facts give the same digest: on every machine, however often, wherever cut."
    )

    /// Which answers are worked out again.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        case all, slots, responses
    }

    @OptionGroup var global: GlobalOptions

    @Option(
        name: .long,
        help: "Up to this position, or what was recorded by this day's begin or instant."
    )
    var to: String?

    @Option(name: .long, help: "all, slots or responses.")
    var projection: Part = .all

    @Flag(
        name: .long,
        help: "Begin with the newest snapshot that fits, and fold only what comes after."
    )
    var fromSnapshot = false

    func run() async throws {
        let book = try global.open(readOnly: true)
        let record = try await withBookFailures {
            let last =
                try to.map { try PastOptions.position($0, option: "--to", in: book) }
                ?? book.head().sequence
            return switch projection {
            case .all: try fold(BookProjections(), of: book, through: last)
            case .slots: try fold(SlotAvailability(), of: book, through: last)
            case .responses: try fold(ResponseTimes(), of: book, through: last)
            }
        }
        try StandardOutput().write(record, as: global.output)
    }

    private func fold<P: SnapshotProjection>(
        _ empty: P,
        of book: Book,
        through last: UInt64
    ) throws -> Record {
        var projection = empty
        var began: UInt64 = 0
        var bar = ProgressBar("replay", total: Int(clamping: last), unit: "facts")
        let report = { (done: UInt64) in
            bar.advance(to: Int(clamping: done))
            return true
        }
        let clock = ContinuousClock()
        let start = clock.now
        let position: UInt64
        if fromSnapshot {
            let found = try book.replay(fromSnapshot: P.self, through: last, progress: report)
            (projection, began, position) = (found.projection, found.began, found.position)
            say(found.ignored)
        } else {
            position = try book.replay(&projection, through: last, progress: report)
        }
        // The log is open before and the digest is worked out after: this is the fold alone.
        let seconds = start.duration(to: clock.now) / .seconds(1)
        bar.clear()
        var digest = Digest()
        projection.digest(into: &digest)
        let facts = position - began
        let rate = seconds > 0 ? Double(facts) / seconds : 0
        var fields: [(column: Column, cell: Cell)] = [
            (Column("facts"), .count(Int(clamping: facts))),
            (Column("factsPerSecond"), .count(Int(rate.rounded()))),
            (Column("seconds"), .double(seconds, decimals: 6)),
            (Column("digest"), .string(digest.hex)),
            (Column("position"), .integer(Int(clamping: position))),
        ]
        if fromSnapshot { fields.append((Column("snapshot"), .integer(Int(clamping: began)))) }
        return Record(fields)
    }

    private func say(_ ignored: [IgnoredSnapshot]) {
        let printer = ErrorPrinter(format: .table)
        for snapshot in ignored { printer.say("a snapshot was not used: \(snapshot)") }
    }
}
