import ArgumentParser
import Daybook

/// `daybook unblock`.
struct Unblock: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lift a block.",
        discussion: """
            Example:
              daybook unblock 300
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The block's number.")
    var block: UInt64

    func run() async throws {
        let book = try global.open()
        try await global.submit(
            .unblock(subject: block),
            to: book,
            id: try write.commandID(),
            doing: "unblocking"
        )
    }
}
