import ArgumentParser
import Daybook

/// `daybook claim`.
struct Claim: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "Take a conversation in hand; refused while somebody else has it.",
        discussion: """
            Example:
              daybook claim 118
            """
    )

    @OptionGroup var on: ConversationOptions

    func run() async throws {
        try await submit(.claim(conversation: conversation), doing: "claiming")
    }
}
