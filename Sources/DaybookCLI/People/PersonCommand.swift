import ArgumentParser

/// `daybook person`.
struct PersonCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person",
        abstract: "Which tokens belong together, and what a person prefers; always said by staff.",
        subcommands: [
            PersonShow.self,
            PersonLink.self,
            PersonUnlink.self,
            PersonMerge.self,
            PersonSplit.self,
            PersonPrefer.self,
            PersonColleague.self,
        ]
    )
}
