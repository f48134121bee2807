import ArgumentParser

/// `daybook consent`.
struct ConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consent",
        abstract: "Whether a person may be written to on a channel.",
        subcommands: [
            ConsentRecord.self,
            ConsentWithdraw.self,
        ]
    )
}
