import ArgumentParser
import Daybook

/// `daybook person colleague`.
struct PersonColleague: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "colleague",
        abstract: "Record that a person is one of the clinic's own people, or is not.",
        discussion: """
            A channel whose audience is `staff` in clinic.json is open to them alone, so that they
            try it out before patients do.

            Examples:
              daybook person colleague 29
              daybook person colleague 29 --not
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The person: a token, or the number of a fact about them.")
    var person: String

    @Flag(name: .customLong("not"), help: "They are not, or no longer.")
    var isNot = false

    func run() async throws {
        let book = try global.open()
        let party = try await withBookFailures { try Names.party(person, in: book) }
        try await global.submit(
            .recordColleague(party: party, isColleague: !isNot),
            to: book,
            id: try write.commandID(),
            doing: "recording a colleague"
        ) { _ in [(Column("party"), Names.token(party))] }
    }
}
