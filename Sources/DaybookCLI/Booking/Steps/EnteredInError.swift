import ArgumentParser
import Daybook

/// `daybook entered-in-error`.
struct EnteredInError: AppointmentStep {
    static let configuration = CommandConfiguration(
        commandName: "entered-in-error",
        abstract: "It was recorded by mistake: the time is free and it never counts.",
        discussion: """
            Example:
              daybook entered-in-error 241
            """
    )
    static let step = Command.Step.enteredInError
    static let doing = "marking as an error"

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    func run() async throws {
        try await takeStep()
    }
}
