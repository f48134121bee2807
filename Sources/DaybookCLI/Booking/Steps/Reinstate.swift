import ArgumentParser
import Daybook

/// `daybook reinstate`.
struct Reinstate: AppointmentStep {
    static let configuration = CommandConfiguration(
        commandName: "reinstate",
        abstract: "Undo a cancellation while the time is free, or a no-show.",
        discussion: """
            Example:
              daybook reinstate 241
            """
    )
    static let step = Command.Step.reinstate
    static let doing = "reinstating"

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    func run() async throws {
        try await takeStep()
    }
}
