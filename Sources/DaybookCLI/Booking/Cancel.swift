import ArgumentParser
import Daybook

/// `daybook cancel`.
struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cancel an appointment; it can be reinstated while its time is free.",
        discussion: """
            Example:
              daybook cancel 241 --reason patient
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    @Option(name: .long, help: "patient, provider, maintenance or other.")
    var reason = "other"

    func run() async throws {
        let reason = try Names.reason(reason, among: Reason.cancellations)
        let book = try global.open()
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: appointment, in: book)
        }
        try await global.submit(
            .cancel(subject: subject, reason: reason),
            to: book,
            id: try write.commandID(),
            doing: "cancelling"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
