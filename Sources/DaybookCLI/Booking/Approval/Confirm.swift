import ArgumentParser
import Daybook

/// `daybook confirm`.
struct Confirm: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Approve a wish for a time: it is booked.",
        discussion: """
            Example:
              daybook confirm 241
            """
    )

    @OptionGroup var target: StepTarget

    func run() async throws {
        let book = try target.global.open()
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: target.appointment, in: book)
        }
        try await target.global.submit(
            .confirmHold(subject: subject, party: 0),
            to: book,
            id: try target.write.commandID(),
            doing: "confirming"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
