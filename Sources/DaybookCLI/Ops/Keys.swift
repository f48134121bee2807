import ArgumentParser
import Daybook

/// `daybook keys`.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Back up and check the book's keys.",
        discussion: """
            Who loses the keys loses every message; who restores old ones would revive the erased. Keep \
            their backups apart from the book's, and note where each is.
            """,
        subcommands: [KeysBackup.self, KeysCheck.self]
    )
}

/// `daybook keys backup`.
struct KeysBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the key file to a new one, readable by its owner only."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The new file.")
    var file: String

    func run() async throws {
        let book = try global.open(readOnly: true)
        let check = try await withBookFailures(at: file) { try book.backupKeys(to: file) }
        try StandardOutput().write(Record(KeyFields.of(check, at: file)), as: global.output)
    }
}

/// `daybook keys check`.
struct KeysCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Open every key of the book's key file, or of a backup of it."
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A backup; the book's own key file unless given.")
    var file: String?

    func run() async throws {
        let book = try global.open(readOnly: true)
        let path = file ?? book.options.keyPath ?? Book.defaultKeyPath(book.directory)
        let check = try await withBookFailures(at: path) {
            try Book.checkKeys(path, of: book.identity)
        }
        try StandardOutput().write(Record(KeyFields.of(check, at: path)), as: global.output)
    }
}

/// What a key file holds, as the fields of a record: counts, never keys.
enum KeyFields {
    static func of(_ check: KeyCheck, at path: String) -> [(column: Column, cell: Cell)] {
        [
            (Column("keys"), .string(path)),
            (Column("book"), .string(Text.hex(check.bookIdentity))),
            (Column("generation"), .integer(Int(clamping: check.generation))),
            (Column("epoch"), .integer(Int(clamping: check.epoch))),
            (Column("parties"), .count(check.parties)), (Column("classes"), .count(check.classes)),
            (Column("erasedParties"), .count(check.erasedParties)),
            (Column("expiredClasses"), .count(check.expiredClasses)),
            (Column("tornBytes"), .count(check.tornBytes)),
        ]
    }
}
