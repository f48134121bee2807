import ArgumentParser
import Daybook

/// What every command takes that changes one conversation.
struct ConversationOptions: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The conversation's number.")
    var conversation: UInt64
}

/// A command that changes one conversation.
protocol ChangesConversation {
    var on: ConversationOptions { get }
}

extension ChangesConversation {
    var global: GlobalOptions { on.global }
    var write: WriteOptions { on.write }
    var conversation: UInt64 { on.conversation }

    /// Submits a command about the conversation, and shows its number with the receipt.
    func submit(_ command: Command, doing what: String) async throws {
        try await global.submit(
            command,
            to: try global.open(),
            id: try write.commandID(),
            doing: what
        ) { _ in [(Column("conversation"), .integer(Int(clamping: conversation)))] }
    }
}
