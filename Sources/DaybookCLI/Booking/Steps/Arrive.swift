import ArgumentParser
import Daybook

/// `daybook arrive`.
struct Arrive: AppointmentStep {
    static let configuration = CommandConfiguration(
        commandName: "arrive",
        abstract: "The patient is here.",
        discussion: """
            Example:
              daybook arrive 241
            """
    )
    static let step = Command.Step.arrive
    static let doing = "marking the arrival"

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    func run() async throws {
        try await takeStep()
    }
}
