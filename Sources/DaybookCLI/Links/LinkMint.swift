import ArgumentParser
import Daybook

/// `daybook link mint`.
struct LinkMint: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        commandName: "mint",
        abstract: "Make a one-time link out of a conversation, to be handed over.",
        discussion: """
            What is sent on the form with the token in its field `link` joins the conversation, once.
            Whoever has the link can write in the patient's place: give it to them alone. There is
            none for what was written in public. `daybook invite` makes one and queues the answer that
            carries it.

            Examples:
              daybook link mint 118
              daybook link mint 118 --hours 2 -o json
            """
    )

    @OptionGroup var on: ConversationOptions
    @OptionGroup var hours: LinkHours

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let seconds = try hours.seconds()
        let (receipt, link, names) = try await withBookFailures {
            let minted = try await book.mintLink(
                outOf: conversation,
                seconds: seconds,
                actor: global.actorName,
                id: id
            )
            return (minted.receipt, minted.link, Names(try book.clinic()))
        }
        var fields: [(Column, Cell)] = [
            (Column("conversation"), .integer(Int(clamping: conversation)))
        ]
        if let link {
            fields += [
                (Column("token"), .string(link.token)),
                (Column("address"), link.address.isEmpty ? .none : .string(link.address)),
                (Column("until"), names.text(link.expiry)),
            ]
        }
        try ReceiptRecord(receipt: receipt, fields: fields)
            .write(doing: "making a link", as: global.output)
    }
}
