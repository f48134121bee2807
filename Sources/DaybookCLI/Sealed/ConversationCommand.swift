import ArgumentParser

/// `daybook conversation`.
struct ConversationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "conversation",
        abstract: "Read a conversation's texts; each reading is a fact.",
        subcommands: [
            ConversationShow.self
        ]
    )
}
