import ArgumentParser
import Daybook

/// `daybook backup`.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the log, consistent and compacted, while it is in use.",
        discussion: "The keys are not in it: `daybook keys backup` copies them to another place."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A new directory for the copy.")
    var target: String

    func run() async throws {
        let book = try global.open(readOnly: true)
        let head = try await withBookFailures(at: target) {
            try book.backup(to: target)
            var options = BookOptions()
            options.isReadOnly = true
            return try Book(opening: target, options: options).head()
        }
        try StandardOutput().write(
            Record([(Column("backup"), .string(target))] + HeadFields.of(head)),
            as: global.output
        )
    }
}
