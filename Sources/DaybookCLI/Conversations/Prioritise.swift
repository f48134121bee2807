import ArgumentParser
import Daybook

/// `daybook prioritise`.
struct Prioritise: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "Say how soon whoever waits in a conversation wants an answer.",
        discussion: """
            When the answer is due follows the channel's target of that priority, counted from the
            beginning of the wait. Exit 1 when nobody waits there.

            Example:
              daybook prioritise 118 urgent
            """
    )

    @OptionGroup var on: ConversationOptions

    @Argument(help: "routine or urgent.")
    var priority: String

    func run() async throws {
        try await submit(
            .prioritise(conversation: conversation, try Names.priority(priority)),
            doing: "setting the priority"
        )
    }
}
