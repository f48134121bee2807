import ArgumentParser
import Daybook

/// `daybook waitlist decline`.
struct WaitlistDecline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: "An offered time was declined: it is free, and goes to the next.",
        discussion: """
            Whoever declined goes on waiting for another time; `daybook advance` makes the next offer.

            A patient declines by answering with the token and "no" on one line, which needs no command.

            Examples:
              daybook waitlist decline 121
              daybook waitlist decline DB-AAAAAAAAG4BESMYK6I5A
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The number of the hold that was offered, or its token.")
    var hold: String

    func run() async throws {
        let book = try global.open()
        let number = try await withBookFailures {
            if let number = UInt64(hold) { return number }
            if let number = try book.hold(offeredBy: hold) { return number }
            throw Failure(
                .badInput,
                "\"\(hold)\" is neither a number nor a token of this book",
                next: "see `daybook waitlist list`"
            )
        }
        try await global.submit(
            .declineOffer(hold: number),
            to: book,
            id: try write.commandID(),
            doing: "declining"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
