import ArgumentParser
import Daybook

/// `daybook note`.
struct Note: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "Note something down in a conversation, for staff alone; no clock changes.",
        discussion: """
            The text comes from a file or standard input and is sealed. `daybook conversation show`
            shows it among what was written.

            Example:
              daybook note 118 --text-file - <<< "Called back, nobody answered."
            """
    )

    @OptionGroup var on: ConversationOptions

    @Option(name: .long, help: "The note: a file; - for standard input.")
    var textFile = "-"

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let text = try PrivateText.read(textFile, option: "--text-file")
        let receipt = try await withBookFailures {
            try await book.note(
                in: conversation,
                text: PHI(text),
                actor: global.actorName,
                id: id
            )
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [(Column("conversation"), .integer(Int(clamping: conversation)))]
        ).write(doing: "noting", as: global.output)
    }
}
