import ArgumentParser
import Daybook

/// A command that takes an appointment one step through its day.
protocol AppointmentStep: AsyncParsableCommand {
    /// The step.
    static var step: Command.Step { get }
    /// What is tried, for the refusal.
    static var doing: String { get }
    var global: GlobalOptions { get }
    var write: WriteOptions { get }
    /// The appointment's number.
    var appointment: UInt64 { get }
}

extension AppointmentStep {
    /// Takes the step and shows where the appointment stands.
    func takeStep() async throws {
        let book = try global.open()
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: appointment, in: book)
        }
        try await global.submit(
            .progress(subject: subject, step: Self.step),
            to: book,
            id: try write.commandID(),
            doing: Self.doing
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
