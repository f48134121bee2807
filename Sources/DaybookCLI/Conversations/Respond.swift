import ArgumentParser
import Daybook

/// `daybook respond`.
struct Respond: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer somebody who waits: the text is sealed, and queued until it is sent.",
        discussion: """
            The clock stops when the answer is sent: with --sent at once (said on the telephone,
            typed in the platform's own app), else by `daybook outbox sent`.

            Examples:
              daybook respond 118 --text-file answer.txt
              daybook respond 118 --sent --if-head 121 --text-file - <<< "Tuesday at ten?"
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The conversation's number.")
    var conversation: UInt64

    @Option(name: .long, help: "What to tell them: a file; - for standard input.")
    var textFile = "-"

    @Flag(name: .long, help: "It has reached them already.")
    var sent = false

    @Option(name: .long, help: "Refuse if the patient wrote after this fact.")
    var ifHead: UInt64 = 0

    func run() async throws {
        let book = try global.open()
        let id = try write.commandID()
        let text = try PrivateText.read(textFile, option: "--text-file")
        let receipt = try await withBookFailures {
            try await book.respond(
                to: conversation,
                text: PHI(text),
                sent: sent,
                ifHead: ifHead,
                actor: global.actorName,
                id: id
            )
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [
                (Column("conversation"), .integer(Int(clamping: conversation))),
                (Column("reply"), .integer(Int(clamping: receipt.first))),
                (Column("status"), .string(sent ? "sent" : "queued")),
            ]
        ).write(doing: "answering", as: global.output)
    }
}
