import ArgumentParser
import Daybook

/// `daybook reopen`.
struct Reopen: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "Open an ended episode again: somebody waits from here on.",
        discussion: """
            Example:
              daybook reopen 118
            """
    )

    @OptionGroup var on: ConversationOptions

    func run() async throws {
        try await submit(.reopen(conversation: conversation), doing: "reopening")
    }
}
