import ArgumentParser
import Daybook

/// `daybook person prefer`.
struct PersonPrefer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prefer",
        abstract: "Record the channel and language that a person prefers.",
        discussion: """
            What is not given is preferred no more.

            Example:
              daybook person prefer 29 --channel sms --language de
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The person: a token, or the number of a fact about them.")
    var person: String

    @Option(name: .long, help: "The channel.")
    var channel: String?

    @Option(name: .long, help: "The language: a BCP 47 tag of two or three letters.")
    var language: String?

    func run() async throws {
        let channel = try channel.map { try Names.channel($0) } ?? .system
        let tag = language.flatMap { LanguageTag($0) }
        guard language == nil || tag != nil else {
            throw Failure(
                .badInput,
                "'\(language ?? "")' is no language tag",
                at: "--language",
                next: "write de, en or gsw"
            )
        }
        let book = try global.open()
        let party = try await withBookFailures { try Names.party(person, in: book) }
        try await global.submit(
            .recordPreference(party: party, channel: channel, language: tag),
            to: book,
            id: try write.commandID(),
            doing: "recording the preference"
        ) { _ in [(Column("party"), Names.token(party))] }
    }
}
