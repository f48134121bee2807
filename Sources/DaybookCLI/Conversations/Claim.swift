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
        let book = try global.open()
        try await global.submit(
            .claim(conversation: conversation),
            to: book,
            id: try write.commandID(),
            doing: "claiming"
        ) { _ in [(Column("conversation"), .integer(Int(clamping: conversation)))] }
    }
}
