import ArgumentParser
import Daybook

/// `daybook reresolve`.
struct Reresolve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say what becomes of an appointment under newer zone rules.",
        discussion: """
            Keep the wall time that the patient was told, and the instant moves; or keep the instant,
            and tell the patient the new wall time.

            Example:
              daybook reresolve 241 --keep wall-time
            """
    )

    @OptionGroup var target: StepTarget

    @Option(name: .long, help: "wall-time or instant.")
    var keep: String

    func run() async throws {
        let decisions: [String: ZoneDecision] = ["wall-time": .wallTime, "instant": .instant]
        guard let decision = decisions[keep] else {
            throw Failure(
                .badInput,
                "'\(keep)' can't be kept",
                at: "--keep",
                next: "keep wall-time or instant"
            )
        }
        let book = try target.global.open()
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: target.appointment, in: book)
        }
        try await target.global.submit(
            .reresolve(subject: subject, keep: decision),
            to: book,
            id: try target.write.commandID(),
            doing: "re-resolving"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
