import ArgumentParser
import Daybook

/// `daybook verify`.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Work out every digest of the log again, and say where it is damaged.",
        discussion: """
            It goes on from where the last verification ended, noted in the book; --full begins with the \
            first commit and walks the pages of the file too. Only a head that was exported and kept \
            elsewhere (--head) exposes a log that was cut back or replaced together with that note. \
            A damaged log is exit code 1.
            """
    )

    @OptionGroup var global: GlobalOptions

    @Flag(name: .long, help: "From the first commit, and every page of the file.")
    var full = false

    @Option(name: .long, help: "Compare with a head exported earlier by `daybook head export`.")
    var head: String?

    func run() async throws {
        let path = try global.directory()
        guard Book.exists(at: path) else {
            throw Failure(
                .badInput,
                "there is no book",
                at: path,
                next: "check --dir, or `daybook init`"
            )
        }
        let known = full ? nil : Book.verifiedMark(of: path)?.mark
        let found = try await withBookFailures(at: path) {
            try Verification(of: path, after: known)
        }
        let output = StandardOutput()
        if let damage = found.damage {
            try output.write(Record(Verify.fields(of: damage)), as: global.output)
            throw Failure(
                .no,
                "the log is damaged: \(damage.what)",
                at: "table \(damage.table), position \(damage.position)",
                next: "stop writing; keep a copy of the book; `daybook restore` a backup"
            )
        }
        guard let end = found.head, let counts = found.counts else {
            throw Failure(.internal, "the verifying process left its answer out")
        }
        note(end, in: path)
        try output.write(
            Record([
                (Column("sound"), .bool(true)),
                (Column("fromCommit"), .integer(Int(clamping: known?.commit ?? 0))),
                (Column("commit"), .integer(Int(clamping: end.commit))),
                (Column("position"), .integer(Int(clamping: found.position))),
                (Column("facts"), .count(Int(clamping: counts.facts))),
                (Column("bytes"), .count(Int(clamping: counts.bytes))),
                (Column("deletedContents"), .count(Int(clamping: counts.deleted))),
                (Column("digest"), .string(end.digest)),
            ]),
            as: global.output
        )
        if let head { try await HeadAnswer.check(head, global, talkOnly: true) }
    }

    private static func fields(of damage: LogDamage) -> [(column: Column, cell: Cell)] {
        [
            (Column("sound"), .bool(false)), (Column("table"), .string(damage.table)),
            (Column("position"), .integer(Int(clamping: damage.position))),
            (Column("commit"), damage.commit.map { .integer(Int(clamping: $0)) } ?? .none),
            (Column("what"), .string(damage.what)),
        ]
    }

    /// Notes how far the log was found sound; a book on read-only media is verified all the same.
    private func note(_ mark: LogMark, in path: String) {
        let now = Instant(milliseconds: global.bookOptions(readOnly: true).clock())
        do {
            try Book.note(verified: mark, at: now, in: path)
        } catch {
            ErrorPrinter(format: global.output).say(
                "not noted, so the next verification begins where this one did: \(error.message)"
            )
        }
    }
}
