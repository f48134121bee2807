import ArgumentParser
import Daybook

/// `daybook outbox sent`.
struct OutboxSent: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sent",
        abstract: "Record that a queued answer reached its channel: the clock stops here.",
        discussion: """
            Example:
              daybook outbox sent 131 --provider-id m_AbC123
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The answer's number.")
    var reply: UInt64

    @Option(
        name: .long,
        help: "The platform's id of the sent message, by which echoes and reports are recognised."
    )
    var providerId = ""

    func run() async throws {
        let book = try global.open()
        let receipt = try await withBookFailures {
            try await book.reportReply(
                reply,
                .sent,
                providerID: providerId,
                actor: global.actorName
            )
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [(Column("reply"), .integer(Int(clamping: reply)))]
        ).write(doing: "marking as sent", as: global.output)
    }
}
