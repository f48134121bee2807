import ArgumentParser
import Daybook

/// `daybook snapshot`.
struct SnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot",
        abstract: "Save what the book says, now and all along its log.",
        discussion: """
            The next opening, and each look into the past, then folds only what comes after the nearest \
            snapshot: of every half a million facts the first one is kept. They are a cache: the log alone \
            is the truth, and what doesn't fit it is not used. A nightly run keeps them complete.

            Example:
              daybook snapshot
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let record = try await withBookFailures {
            var bar = ProgressBar(
                "snapshot",
                total: Int(clamping: try book.head().sequence),
                unit: "facts"
            )
            let past = try book.savePastSnapshots { done in
                bar.advance(to: Int(clamping: done))
                return true
            }
            bar.clear()
            let saved = try book.saveSnapshot()
            return Record([
                (Column("position"), .integer(Int(clamping: saved?.position ?? 0))),
                (Column("bytes"), .count(saved?.byteCount ?? 0)),
                (Column("pastWritten"), .count(past.written)),
                (Column("pastFound"), .count(past.found)),
            ])
        }
        try StandardOutput().write(record, as: global.output)
    }
}
