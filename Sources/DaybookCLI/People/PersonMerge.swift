import ArgumentParser
import Daybook

/// `daybook person merge`.
struct PersonMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Say that two tokens are one person.",
        discussion: """
            Example:
              daybook person merge 29 118 --evidence document-shown
            """
    )

    @OptionGroup var relation: RelationOptions

    func run() async throws {
        try await relation.submit(.merge, doing: "merging")
    }
}
