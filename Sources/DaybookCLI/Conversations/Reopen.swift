import ArgumentParser
import Daybook

/// `daybook reopen`.
struct Reopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Open an ended episode again: somebody waits from here on.",
        discussion: """
            Example:
              daybook reopen 118
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The conversation's number.")
    var conversation: UInt64

    func run() async throws {
        try await global.submit(
            .reopen(conversation: conversation),
            on: conversation,
            write,
            doing: "reopening"
        )
    }
}
