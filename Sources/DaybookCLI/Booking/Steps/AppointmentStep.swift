import ArgumentParser
import Daybook

/// A command that takes an appointment one step through its day.
protocol AppointmentStep: AsyncParsableCommand {
    /// The command's name.
    static var name: String { get }
    /// What it says, in a sentence.
    static var abstract: String { get }
    /// The step.
    static var step: Command.Step { get }
    /// What is tried, for the refusal.
    static var doing: String { get }
    var target: StepTarget { get }
}

extension AppointmentStep {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: name,
            abstract: abstract,
            discussion: """
                Example:
                  daybook \(name) 241
                """
        )
    }

    /// Takes the step and shows where the appointment stands.
    mutating func run() async throws {
        let book = try target.global.open()
        let appointment = target.appointment
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: appointment, in: book)
        }
        try await target.global.submit(
            .progress(subject: subject, step: Self.step),
            to: book,
            id: try target.write.commandID(),
            doing: Self.doing
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
