import ArgumentParser
import Daybook

/// `daybook claim`.
struct Claim: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a conversation in hand; refused while somebody else has it.",
        discussion: """
            Example:
              daybook claim 118
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The conversation's number.")
    var conversation: UInt64

    func run() async throws {
        try await global.submit(
            .claim(conversation: conversation),
            on: conversation,
            write,
            doing: "claiming"
        )
    }
}
