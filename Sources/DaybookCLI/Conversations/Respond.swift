import ArgumentParser
import Daybook

/// `daybook respond`.
struct Respond: AsyncParsableCommand, ChangesConversation {
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

    @OptionGroup var on: ConversationOptions

    @Option(name: .long, help: "What to tell them: a file; - for standard input.")
    var textFile = "-"

    @Flag(name: .long, help: "It has reached them already.")
    var sent = false

    @Option(name: .long, help: "Refuse, and show what, if the patient wrote after this fact.")
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
        if receipt.refusal?.reason == .staleVersion { try showNews(in: book) }
        try ReceiptRecord(
            receipt: receipt,
            fields: [
                (Column("conversation"), .integer(Int(clamping: conversation))),
                (Column("reply"), .integer(Int(clamping: receipt.first))),
                (Column("status"), .string(sent ? "sent" : "queued")),
            ]
        ).write(doing: "answering", as: global.output)
    }

    /// What the patient wrote since the fact that the answer was written for: numbers and times; the
    /// words stay sealed.
    private func showNews(in book: Book) throws {
        let names = Names(try book.clinic())
        var report = Report(
            title: "written meanwhile; see `daybook conversation show \(conversation)`",
            columns: [Column("fact", alignment: .trailing), Column("kind"), Column("at")]
        )
        for fact in try book.written(in: conversation, after: ifHead) {
            report.append([
                .integer(Int(clamping: fact.sequence)), .string(fact.kind?.name ?? ""),
                names.text(fact.occurredAt),
            ])
        }
        let output = StandardOutput()
        // In the JSON formats the refusal itself is the answer.
        if !global.output.isJSON { try output.write(report, as: global.output) }
        try output.flush()
    }
}
