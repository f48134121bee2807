import ArgumentParser
import Daybook

/// `daybook waitlist decline`.
struct WaitlistDecline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline",
        abstract: "An offered time was declined: it is free, and goes to the next.",
        discussion: """
            Whoever declined goes on waiting for another time; `daybook advance` makes the next offer.

            Example:
              daybook waitlist decline 121
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The number of the hold that was offered.")
    var hold: UInt64

    func run() async throws {
        let book = try global.open()
        try await global.submit(
            .declineOffer(hold: hold),
            to: book,
            id: try write.commandID(),
            doing: "declining"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
