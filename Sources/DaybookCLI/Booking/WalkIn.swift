import ArgumentParser
import Daybook

/// `daybook walk-in`.
struct WalkIn: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "walk-in",
        abstract: "Somebody is here without an appointment: booked from now, and arrived.",
        discussion: """
            The time begins with the next whole minute, on no grid and without notice; it must be
            free and within the opening hours.

            Example:
              daybook walk-in --service check-up
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var what: WishOptions

    @Flag(
        name: .long,
        help: "Although the time is taken, within the service's allowance; who did it is recorded."
    )
    var overbook = false

    func run() async throws {
        let book = try global.open()
        let wish = try await withBookFailures {
            var wish = try what.wish(at: Minute(0), in: book)
            wish.overbooks = overbook
            return wish
        }
        try await global.submit(
            .walkIn(wish),
            to: book,
            id: try write.commandID(),
            doing: "booking"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
