import ArgumentParser
import Daybook

/// `daybook keys attest`.
struct KeysAttest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attest",
        abstract: "Record that no older copy of the keys is left, which completes erasures.",
        discussion: """
            You attest for every copy of the key file from before the last erasure (or before the \
            generation that you give): backups, snapshots of its volume, copies on other machines. Make a \
            new backup first.

            Examples:
              daybook keys attest
              daybook keys attest --before 3
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Option(name: .long, help: "The generation of the keys before which no copy is left.")
    var before: UInt32?

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let record = try await withBookFailures {
            let waiting = try pending(in: book)
            let receipt = try await book.attestKeyBackupsDestroyed(
                before: before,
                actor: global.actorName,
                id: id
            )
            let left = try pending(in: book)
            return ReceiptRecord(
                receipt: receipt,
                fields: [
                    (Column("completed"), .count(waiting - left)),
                    (Column("stillPending", heading: "still pending"), .count(left)),
                ]
            )
        }
        try record.write(doing: "attesting", as: global.output)
    }

    private func pending(in book: Book) throws -> Int {
        let custody = try book.custody()
        return custody.erasures.values.count { custody.state(of: $0) != .complete }
    }
}
