import ArgumentParser
import Daybook

/// `daybook fulfil`.
struct Fulfil: AppointmentStep {
    static let configuration = CommandConfiguration(
        commandName: "fulfil",
        abstract: "The visit took place.",
        discussion: """
            Example:
              daybook fulfil 241
            """
    )
    static let step = Command.Step.fulfil
    static let doing = "fulfilling"

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    func run() async throws {
        try await takeStep()
    }
}
