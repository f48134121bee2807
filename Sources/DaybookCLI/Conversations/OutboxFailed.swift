import ArgumentParser
import Daybook

/// `daybook outbox failed`.
struct OutboxFailed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failed",
        abstract: "Record that an answer could not be sent: whoever waited waits on.",
        discussion: """
            Example:
              daybook outbox failed 131
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The answer's number.")
    var reply: UInt64

    func run() async throws {
        let book = try global.open()
        let receipt = try await withBookFailures {
            try await book.reportReply(reply, .failed, actor: global.actorName)
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [(Column("reply"), .integer(Int(clamping: reply)))]
        ).write(doing: "marking as failed", as: global.output)
    }
}
