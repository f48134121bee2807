import ArgumentParser
import Daybook

/// `daybook answer-reminder`.
struct AnswerReminder: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answer a reminder by a token that stands in it: the patient comes, or cancels.",
        discussion: """
            A mail or message that brings the token back does it by itself; this is for what is read
            out on the telephone, and for the clinic's own web page. Exit 1 when it is void: the
            appointment moved, was cancelled or has begun.

            Example:
              daybook answer-reminder DR-AAAAAAAAFUABVUQFX5XUQBBKTQ
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The token: DR- and 24 letters.")
    var token: String

    @Flag(name: .long, help: "Only say what it would answer.")
    var dryRun = false

    func run() async throws {
        let book = try global.open(readOnly: dryRun)
        let id = try write.commandID()
        let read = try await withBookFailures {
            guard let read = try book.reminderAnswer(of: token) else {
                throw Failure(
                    .badInput,
                    "the token is none of this book's",
                    next: "copy all 27 characters, from DR- on"
                )
            }
            return read
        }
        let fields: [(Column, Cell)] = [
            (Column("appointment"), .integer(Int(clamping: read.reminder.subject))),
            (Column("said"), .string(read.answer == .confirm ? "confirm" : "cancel")),
        ]
        guard !dryRun else {
            let output = StandardOutput()
            try output.write(Record(fields), as: global.output)
            try output.flush()
            return
        }
        let receipt = try await withBookFailures {
            try await book.answerReminder(
                token: token,
                channel: .desk,
                actor: global.actorName,
                id: id
            )
        }
        try ReceiptRecord(receipt: receipt, fields: fields)
            .write(doing: "answering a reminder", as: global.output)
    }
}
