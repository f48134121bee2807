import ArgumentParser

/// `daybook readings`.
struct ReadingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readings",
        abstract: "How well messages are read: what people corrected, by channel and reader.",
        subcommands: [ReadingsList.self, ReadingsCorrect.self],
        defaultSubcommand: ReadingsList.self
    )
}
