import ArgumentParser
import Daybook

/// `daybook book`.
struct BookTime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Book a free time, or turn a hold into a booking.",
        discussion: """
            Examples:
              daybook book --service check-up --start 2026-11-24T10:00 --resource dr-adler
              daybook book --hold 118
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var time: TimeOptions

    @Option(name: .long, help: "The hold to confirm, instead of a service and a start.")
    var hold: UInt64?

    @Flag(
        name: .long,
        help: "Although the time is taken, within the service's allowance; who did it is recorded."
    )
    var overbook = false

    func validate() throws {
        let namesTime = time.what.service != nil || time.start != nil
        guard (hold != nil) != namesTime else {
            throw ValidationError("Give either --hold, or --service and --start.")
        }
        if hold != nil, overbook {
            throw ValidationError("A hold has its time already: leave --overbook out.")
        }
    }

    func run() async throws {
        let book = try global.open()
        let command = try await withBookFailures {
            guard let hold else {
                var wish = try time.request(in: book)
                wish.overbooks = overbook
                return Command.book(wish)
            }
            let party = try time.what.conversation(in: book)?.party ?? 0
            return .confirmHold(
                subject: try AppointmentFields.subject(of: hold, in: book),
                party: party
            )
        }
        try await global.submit(
            command,
            to: book,
            id: try write.commandID(),
            doing: "booking"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
