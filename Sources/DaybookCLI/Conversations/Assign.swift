import ArgumentParser
import Daybook

/// `daybook assign`.
struct Assign: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "Give a conversation into somebody's hands, whoever has it.",
        discussion: """
            Example:
              daybook assign 118 --to anna
            """
    )

    @OptionGroup var on: ConversationOptions

    @Option(name: .long, help: "The member of staff, by the name given with --actor.")
    var to: String

    func validate() throws {
        guard !to.isEmpty else { throw ValidationError("--to takes a name.") }
    }

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let receipt = try await withBookFailures {
            try await book.assign(conversation, to: to, actor: global.actorName, id: id)
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [
                (Column("conversation"), .integer(Int(clamping: conversation))),
                (Column("assigned"), .string(to)),
            ]
        ).write(doing: "assigning", as: global.output)
    }
}
