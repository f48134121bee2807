import ArgumentParser
import Daybook

/// `daybook settle`.
struct Settle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Say that a conflict with another system is dealt with.",
        discussion: """
            Example:
              daybook settle 318
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The conflict's number, as `daybook conflicts` lists it.")
    var conflict: UInt64

    func run() async throws {
        let book = try global.open()
        try await global.submit(
            .settleConflict(conflict: conflict),
            to: book,
            id: try write.commandID(),
            doing: "settling the conflict"
        )
    }
}
