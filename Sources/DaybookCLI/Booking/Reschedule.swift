import ArgumentParser
import Daybook

/// `daybook reschedule`.
struct Reschedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Move an appointment: the old time is set free and the new one taken, or nothing happens.",
        discussion: """
            Examples:
              daybook reschedule 241 --start 2026-11-25T09:30
              daybook reschedule 241 --start 2026-11-25T09:30 --reason provider
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    @Option(name: .long, help: "When it is to begin.")
    var start: String

    @Option(
        name: .long,
        help: "With this resource; the same as before where it is free unless given."
    )
    var resource: String?

    @Option(name: .long, help: "patient, provider, maintenance or other.")
    var reason: String?

    func run() async throws {
        let reason = try reason.map { try Names.reason($0, among: Reason.cancellations) }
        let book = try global.open()
        let command = try await withBookFailures {
            let names = Names(try book.clinic())
            return Command.reschedule(
                subject: try AppointmentFields.subject(of: appointment, in: book),
                start: try names.start(start),
                resource: try resource.map { try names.resource($0).number } ?? 0,
                reason: reason ?? .none
            )
        }
        try await global.submit(
            command,
            to: book,
            id: try write.commandID(),
            doing: "rescheduling"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
