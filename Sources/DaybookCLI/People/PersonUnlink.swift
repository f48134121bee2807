import ArgumentParser
import Daybook

/// `daybook person unlink`.
struct PersonUnlink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlink",
        abstract: "Say that a contact does not belong to a person after all.",
        discussion: """
            Example:
              daybook person unlink 29 4f1c2a9e00b7d315 --evidence mistaken
            """
    )

    @OptionGroup var relation: RelationOptions

    func run() async throws {
        try await relation.submit(.unlink, doing: "unlinking")
    }
}
