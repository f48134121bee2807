import ArgumentParser
import Daybook

/// `daybook backup`.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the log, consistent and compacted, while it is in use.",
        discussion: """
            The keys are not in it: `daybook keys backup` copies them to another place.
            With --follow the copy is made unless it is there, verified, and then kept: each new commit is \
            shipped as it becomes durable, and taken over only if the copy reaches the same digest. It goes \
            on until it is ended, which harms nothing at any moment.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A new directory for the copy; with --follow also one that holds a copy.")
    var target: String

    @Flag(name: .long, help: "Keep the copy up to date.")
    var follow = false

    @Flag(name: .long, help: "With --follow: ship what is new, and end.")
    var once = false

    @Option(name: .long, help: "With --follow: seconds between two looks, 1 to 3600.")
    var every = 1

    func validate() throws {
        guard (1...3_600).contains(every) else {
            throw ValidationError("--every takes 1 to 3600 seconds.")
        }
        if once, !follow { throw ValidationError("--once goes with --follow.") }
        if follow, !once, global.output == .json {
            throw ValidationError("--follow has no end, and an array needs one: use -o jsonl.")
        }
    }

    func run() async throws {
        let book = try global.open(readOnly: true)
        guard follow else { return try await copy(book) }
        let isNew = !Book.exists(at: target)
        if isNew { try await withBookFailures(at: target) { try book.backup(to: target) } }
        try verify(isNew: isNew)
        try await ship(from: book)
    }

    private func copy(_ book: Book) async throws {
        let head = try await withBookFailures(at: target) {
            try book.backup(to: target)
            var options = BookOptions()
            options.isReadOnly = true
            return try Book(opening: target, options: options).head()
        }
        note(LogMark(head), of: book)
        try StandardOutput().write(
            Record([(Column("backup"), .string(target))] + HeadFields.of(head)),
            as: global.output
        )
    }

    /// A copy is followed only if it is sound: all of a new one, else what came since it was last
    /// verified.
    private func verify(isNew: Bool) throws {
        let known = isNew ? nil : Book.verifiedMark(of: target)?.mark
        let found = try Verification(of: target, after: known)
        guard let end = found.head else {
            throw Failure(
                .no,
                "the copy is damaged: \(found.damage?.what ?? "it can't be read")",
                at: target,
                next: "begin a new copy in another place, and keep this one until it is sound"
            )
        }
        let now = Instant(milliseconds: global.bookOptions(readOnly: true).clock())
        do { try Book.note(verified: end, at: now, in: target) } catch {
            throw Failure(error, at: target)
        }
    }

    private func ship(from book: Book) async throws {
        let output = StandardOutput()
        var rows = ReportStream(
            columns: [Column("backup"), Column("shipped")]
                + HeadFields.columns.filter { $0.name != "commands" },
            as: global.output,
            to: output
        )
        try await withBookFailures(at: target) {
            var follower = try BookFollower(book, copy: target)
            var isFirst = true
            repeat {
                let shipment = try follower.ship()
                if shipment.commits > 0 || isFirst {
                    note(LogMark(shipment.head), of: book)
                    try rows.append(row(of: shipment))
                    try rows.flush()
                }
                isFirst = false
                guard !once, rows.isWanted else { break }
                try await Task.sleep(for: .seconds(every))
            } while true
        }
        try rows.finish()
    }

    private func row(of shipment: BookFollower.Shipment) -> Row {
        let head = HeadFields.of(shipment.head).filter { $0.column.name != "commands" }
        return Row(
            [.string(target), .count(Int(clamping: shipment.commits))] + head.map(\.cell)
        )
    }

    /// Notes in the book what the backup holds, so that `daybook doctor` can say what it doesn't.
    private func note(_ mark: LogMark, of book: Book) {
        let now = Instant(milliseconds: book.options.clock())
        do {
            try Book.note(
                backup: mark,
                at: now,
                path: SystemCalls.absolutePath(target),
                in: book.directory
            )
        } catch {
            ErrorPrinter(format: global.output).say(
                "not noted, so `daybook doctor` does not know of this backup: \(error.message)"
            )
        }
    }
}
