import ArgumentParser
import Daybook

/// `daybook keys restore`.
struct KeysRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Make the book's key file anew from a backup, without what was erased since.",
        discussion: """
            An older key file in the place of a lost one would revive the erased, so it is refused. This \
            applies again what the log says was destroyed. What people wrote whose first message is younger \
            than the backup is lost.

            Example:
              daybook keys restore /keys/clinic-2026-11-24.keys
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The backup of the keys.")
    var backup: String

    func run() async throws {
        let directory = try global.directory()
        let options = global.bookOptions(readOnly: false)
        let path = options.keyPath ?? Book.defaultKeyPath(directory)
        let (check, lost) = try await withBookFailures(at: backup) {
            let (book, lost) = try Book.restoreKeys(
                from: backup,
                into: directory,
                options: options
            )
            return (try Book.checkKeys(path, of: book.identity), lost)
        }
        try StandardOutput().write(
            Record(
                KeyFields.of(check, at: path)
                    + [(Column("lost", heading: "parties not in the backup"), .count(lost))]
            ),
            as: global.output
        )
    }
}
