import ArgumentParser
import Daybook

/// `daybook close`.
struct Close: AsyncParsableCommand, ChangesConversation {
    static let configuration = CommandConfiguration(
        abstract: "End a conversation's episode that needs no (further) answer.",
        discussion: """
            Example:
              daybook close 118 --reason thanks
            """
    )

    @OptionGroup var on: ConversationOptions

    @Option(name: .long, help: "not-needed, thanks, withdrawn, spam, duplicate or booked.")
    var reason: String

    func run() async throws {
        let reason = try Names.reason(reason, among: Reason.closings)
        try await submit(.close(conversation: conversation, reason: reason), doing: "closing")
    }
}
