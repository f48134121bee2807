import ArgumentParser
import Daybook

/// `daybook log reindex`.
struct LogReindex: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reindex",
        abstract: "Rebuild the subject index: where the facts of each appointment stand.",
        discussion: """
            Puts right what a fault said of it, and gives a long log from before the index was merged in \
            levels what it lacks to be asked fast. Facts and digests don't change, and the book may be in \
            use. The answer says how many parts of the index were written or removed.

            Example:
              daybook log reindex
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let path = try global.directory()
        let changes = try await withBookFailures(at: path) {
            var bar = ProgressBar("reindex", total: nil, unit: "facts")
            let changes = try Book.reindex(path) { bar.advance(to: Int(clamping: $0)) }
            bar.clear()
            return changes
        }
        try StandardOutput().write(
            Record([(Column("changes"), .count(changes))]),
            as: global.output
        )
    }
}
