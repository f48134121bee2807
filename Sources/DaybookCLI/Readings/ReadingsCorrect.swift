import ArgumentParser
import Daybook

/// `daybook readings correct`.
struct ReadingsCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct",
        abstract: "Say what a message was, whatever it was read as.",
        discussion: """
            Nothing else follows from it: answer, book or close as ever. Said again otherwise, the
            last word counts.

            Examples:
              daybook readings correct 45 --intent appointment --service check-up
              daybook readings correct 51 --intent move --time 2026-12-04T10:00
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The message's fact.")
    var message: UInt64

    @Option(
        name: .long,
        help: "appointment, move, cancellation, question, machine, spam or other."
    )
    var intent: String

    @Option(name: .long, help: "The service meant: its key or number.")
    var service: String?

    @Option(name: .long, help: "The time meant.")
    var time: String?

    func run() async throws {
        guard let intent = ReadingCorrection.Intent(name: intent) else {
            throw Failure(
                .badInput,
                "'\(intent)' is nothing that a message can want",
                at: "--intent",
                next: "give one of: "
                    + ReadingCorrection.Intent.allCases.map(\.name).joined(separator: ", ")
            )
        }
        let book = try global.open()
        let id = try write.commandID()
        let receipt = try await withBookFailures {
            let names = Names(try book.clinic())
            let correction = ReadingCorrection(
                message: message,
                intent: intent,
                service: try service.map { try names.service($0).number } ?? 0,
                start: try time.map { try names.start($0) }
            )
            return try await book.correctReading(correction, actor: global.actorName, id: id)
        }
        try ReceiptRecord(
            receipt: receipt,
            fields: [
                (Column("message"), .integer(Int(clamping: message))),
                (Column("intent"), .string(intent.name)),
            ]
        ).write(doing: "correcting a reading", as: global.output)
    }
}
