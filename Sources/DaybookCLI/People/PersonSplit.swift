import ArgumentParser
import Daybook

/// `daybook person split`.
struct PersonSplit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: "Say that two tokens that were taken for one person are two.",
        discussion: """
            Example:
              daybook person split 29 118 --evidence mistaken
            """
    )

    @OptionGroup var relation: RelationOptions

    func run() async throws {
        try await relation.submit(.split, doing: "splitting")
    }
}
