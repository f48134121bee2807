import ArgumentParser
import Daybook

/// `daybook unassign`.
struct Unassign: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "Give a conversation out of hand: it is anybody's again.",
        discussion: """
            Example:
              daybook unassign 118
            """
    )

    @OptionGroup var on: ConversationOptions

    func run() async throws {
        try await submit(.release(conversation: conversation), doing: "giving it out of hand")
    }
}
