import ArgumentParser
import Daybook

/// What every command about somebody's consent takes.
struct ConsentOptions: ParsableArguments {
    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The person: a token, or the number of a fact about them.")
    var person: String

    @Option(name: .long, help: "The channel.")
    var channel: String

    /// Submits what is said of the person on the channel.
    func submit(doing what: String, _ command: (UInt64, Channel) -> Command) async throws {
        let channel = try Names.channel(channel)
        let book = try global.open()
        let party = try await withBookFailures { try Names.party(person, in: book) }
        try await global.submit(
            command(party, channel),
            to: book,
            id: try write.commandID(),
            doing: what
        ) { _ in [(Column("party"), Names.token(party))] }
    }
}
