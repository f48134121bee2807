import ArgumentParser
import Daybook

/// `daybook outbox claim`.
struct OutboxClaim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claim",
        abstract: "Take an answer over to send it: no other sender gets it meanwhile.",
        discussion: """
            Whether it may still be sent is asked again: the platform's window, the person's consent,
            the appointment of a reminder. A claim that is neither followed by `sent` nor by `failed`
            runs out, and the answer is there for the next sender. Without a number the longest
            waiting answer that may be sent is taken; exit 1 when there is none.

            Examples:
              daybook outbox claim 131
              daybook outbox claim --channel sms --within 5m -o jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The answer's number; the longest waiting one unless given.")
    var reply: UInt64?

    @Option(name: .long, help: "Only an answer of this channel.")
    var channel: String?

    @Option(name: .long, help: "Until the claim runs out: 30s, 2m, at most 1h.")
    var within = "2m"

    func run() async throws {
        let seconds = UInt32(clamping: try Names.seconds(within, option: "--within"))
        let channel = try channel.map { try Names.channel($0) }
        let book = try global.open()
        let claimed = try await withBookFailures { () -> (reply: UInt64, receipt: Receipt)? in
            guard let reply else {
                return try await book.claimNext(
                    on: channel,
                    for: seconds,
                    actor: global.actorName
                )
            }
            let claim = Command.claimReply(reply: reply, seconds: seconds)
            return (reply, try await book.submit(claim, actor: global.actorName))
        }
        guard let claimed else {
            throw Failure(.no, "no answer waits to be sent", next: "see `daybook outbox`")
        }
        let record = ReceiptRecord(
            receipt: claimed.receipt,
            fields: [
                (Column("reply"), .integer(Int(clamping: claimed.reply))),
                (Column("seconds"), .integer(Int(seconds))),
            ]
        )
        try record.write(doing: "claiming", as: global.output)
    }
}
