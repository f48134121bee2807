import ArgumentParser
import Daybook

/// `daybook check-in`.
struct CheckIn: AppointmentStep {
    static let configuration = CommandConfiguration(
        commandName: "check-in",
        abstract: "The paperwork is done.",
        discussion: """
            Example:
              daybook check-in 241
            """
    )
    static let step = Command.Step.checkIn
    static let doing = "checking in"

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    func run() async throws {
        try await takeStep()
    }
}
