import ArgumentParser
import Daybook

/// `daybook decline`.
struct Decline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Decline a wish for a time: its time is free again.",
        discussion: """
            Example:
              daybook decline 241 --reason provider
            """
    )

    @OptionGroup var target: StepTarget

    @Option(name: .long, help: "patient, provider, maintenance or other.")
    var reason = "provider"

    func run() async throws {
        let reason = try Names.reason(reason, among: Reason.cancellations)
        let book = try target.global.open()
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: target.appointment, in: book)
        }
        try await target.global.submit(
            .decline(subject: subject, reason: reason),
            to: book,
            id: try target.write.commandID(),
            doing: "declining"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
