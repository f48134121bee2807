import ArgumentParser
import Daybook

/// `daybook person link`.
struct PersonLink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link",
        abstract: "Say that a contact belongs to a person.",
        discussion: """
            Example:
              daybook person link 29 4f1c2a9e00b7d315 --evidence called-back
            """
    )

    @OptionGroup var relation: RelationOptions

    func run() async throws {
        try await relation.submit(.link, doing: "linking")
    }
}
