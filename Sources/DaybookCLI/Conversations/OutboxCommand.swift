import ArgumentParser

/// `daybook outbox`.
struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox",
        abstract: "The answers that wait to be sent, and what became of them.",
        subcommands: [
            OutboxList.self,
            OutboxShow.self,
            OutboxClaim.self,
            OutboxSent.self,
            OutboxFailed.self,
            OutboxUncertain.self,
        ],
        defaultSubcommand: OutboxList.self
    )
}
