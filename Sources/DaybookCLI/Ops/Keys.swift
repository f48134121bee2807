import ArgumentParser
import Daybook

/// `daybook keys`.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Back up, check and rotate the book's keys, and attest that old copies are gone.",
        discussion: """
            Who loses the keys loses every message; who restores old ones would revive the erased. Keep \
            their backups apart from the book's, and note where each is.
            """,
        subcommands: [
            KeysBackup.self, KeysCheck.self, KeysRotate.self, KeysAttest.self, KeysRestore.self,
        ]
    )
}

/// `daybook keys backup`.
struct KeysBackup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Copy the key file to a new one, readable by its owner only.",
        discussion: """
            A fact says that the copy was made: each erasure after it waits until the copy is destroyed.

            Example:
              daybook keys backup /keys/clinic-2026-11-24.keys
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The new file.")
    var file: String

    func run() async throws {
        let book = try global.open()
        let check = try await withBookFailures(at: file) {
            try await book.backupKeys(to: file, actor: global.actorName)
        }
        try StandardOutput().write(Record(KeyFields.of(check, at: file)), as: global.output)
    }
}

/// `daybook keys check`.
struct KeysCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Open every key of the book's key file, or of a backup of it.",
        discussion: """
            A file from before the log's last erasure is told, and can't be used with the book any more.

            Example:
              daybook keys check /keys/clinic-2026-11-24.keys
            """
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
        let needed = try await withBookFailures { UInt64(try book.custody().generation) }
        guard check.generation >= needed else {
            throw Failure(
                .no,
                "the keys are of generation \(check.generation), the log needs \(needed)",
                at: path,
                next: "use the newest key file, and destroy this one: it would revive the erased"
            )
        }
    }
}

/// `daybook keys rotate`.
struct KeysRotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Wrap every key under the key of a new epoch, and overwrite the old file.",
        discussion: """
            After somebody may have seen the key file: what they saw opens no key of anybody who writes \
            for the first time from now on. For everybody it held it still opens everything.

            Example:
              daybook keys rotate
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open()
        let path = book.options.keyPath ?? Book.defaultKeyPath(book.directory)
        let check = try await withBookFailures(at: path) {
            try await book.rotateKeys(actor: global.actorName)
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
