import ArgumentParser
import Daybook

/// `daybook log import`.
struct LogImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a book from an export: one with the same digest, or none.",
        discussion:
            "The book keeps its identity: put its own key file beside it, or name it by --keys."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The export; - for standard input.")
    var file: String

    func run() async throws {
        let path = try global.directory()
        let head = try await withBookFailures(at: file) {
            var bar = ProgressBar("import", total: nil, unit: "commits")
            let head = try Book.importLog(from: file, into: path) {
                bar.advance(to: Int(clamping: $0))
            }
            bar.clear()
            let now = global.bookOptions(readOnly: true).clock()
            // An import has worked every digest out again: that is a verification.
            try Book.note(verified: LogMark(head), at: Instant(milliseconds: now), in: path)
            return head
        }
        try StandardOutput().write(Record(HeadFields.of(head)), as: global.output)
        KeyAdvice.say(for: path, global)
    }
}
