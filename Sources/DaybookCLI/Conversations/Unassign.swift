import ArgumentParser
import Daybook

/// `daybook unassign`.
struct Unassign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a conversation out of hand: it is anybody's again.",
        discussion: """
            Example:
              daybook unassign 118
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The conversation's number.")
    var conversation: UInt64

    func run() async throws {
        try await global.submit(
            .release(conversation: conversation),
            on: conversation,
            write,
            doing: "giving it out of hand"
        )
    }
}
