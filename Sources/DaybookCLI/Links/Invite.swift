import ArgumentParser
import Daybook

/// `daybook invite`.
struct Invite: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "Queue the answer that says nothing: go on with us on our form, or in private.",
        discussion: """
            In private it thanks for the message and carries a one-time link to the clinic's own form
            (`redirect` of the channel in clinic.json): no name, no specialty, no time. In public view
            it asks the patient to write in private, without a link. It is the one answer that a
            channel in mode `redirect`, and a public place, let through.

            Example:
              daybook invite 118 && daybook outbox show 120 --as payload
            """
    )

    @OptionGroup var on: ConversationOptions
    @OptionGroup var hours: LinkHours

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let seconds = try hours.seconds()
        let (receipt, reply) = try await withBookFailures {
            let receipt = try await book.invite(
                conversation,
                seconds: seconds,
                actor: global.actorName,
                id: id
            )
            return (receipt, try Self.reply(of: receipt, in: book))
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [
                (Column("conversation"), .integer(Int(clamping: conversation))),
                (Column("reply"), .integer(Int(clamping: reply))),
                (Column("status"), .string("queued")),
            ]
        ).write(doing: "inviting", as: global.output)
    }

    /// The answer itself: the last of the facts, after the link.
    private static func reply(of receipt: Receipt, in book: Book) throws -> UInt64 {
        guard case .accepted(let first, let count) = receipt.answer, count > 0 else { return 0 }
        let facts = try book.facts(from: first, through: first + UInt64(count) - 1)
        return facts.last { $0.kind == .replyQueued }?.sequence ?? 0
    }
}
