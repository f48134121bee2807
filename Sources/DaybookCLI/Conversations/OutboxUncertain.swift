import ArgumentParser
import Daybook

/// `daybook outbox uncertain`.
struct OutboxUncertain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uncertain",
        abstract:
            "Record that nobody knows whether an answer was sent: no sender takes it over again.",
        discussion: """
            The wait goes on until somebody says `outbox sent` or `outbox failed`; `outbox claim N` sends it
            once more.

            Example:
              daybook outbox uncertain 131
            """
    )

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The answer's number.")
    var reply: UInt64

    func run() async throws {
        try await global.report(reply, .uncertain, doing: "marking as uncertain")
    }
}
