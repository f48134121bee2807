import ArgumentParser
import Daybook

/// `daybook prioritise`.
struct Prioritise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say how soon whoever waits in a conversation wants an answer.",
        discussion: """
            When the answer is due follows the channel's target of that priority, counted from the
            beginning of the wait. Exit 1 when nobody waits there.

            Example:
              daybook prioritise 118 urgent
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The conversation's number.")
    var conversation: UInt64

    @Argument(help: "routine or urgent.")
    var priority: String

    func run() async throws {
        try await global.submit(
            .prioritise(conversation: conversation, try Names.priority(priority)),
            on: conversation,
            write,
            doing: "setting the priority"
        )
    }
}
