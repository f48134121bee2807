import ArgumentParser
import Daybook

/// `daybook outbox failed`.
struct OutboxFailed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "failed",
        abstract: "Record that an answer could not be sent: whoever waited waits on.",
        discussion: """
            Example:
              daybook outbox failed 131
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The answer's number.")
    var reply: UInt64

    func run() async throws {
        try await global.report(reply, .failed, doing: "marking as failed")
    }
}
