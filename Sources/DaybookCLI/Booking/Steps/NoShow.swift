import ArgumentParser
import Daybook

/// `daybook no-show`.
struct NoShow: AppointmentStep {
    static let configuration = CommandConfiguration(
        commandName: "no-show",
        abstract: "The patient did not come.",
        discussion: """
            Example:
              daybook no-show 241
            """
    )
    static let step = Command.Step.noShow
    static let doing = "marking as not come"

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The appointment's number.")
    var appointment: UInt64

    func run() async throws {
        try await takeStep()
    }
}
