import ArgumentParser
import Daybook

/// `daybook consent record`.
struct ConsentRecord: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Record that a person may be written to on a channel.",
        discussion: """
            Example:
              daybook consent record 29 --channel sms --wording 3
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The person: a token, or the number of a fact about them.")
    var person: String

    @Option(name: .long, help: "The channel.")
    var channel: String

    @Option(name: .long, help: "The version of the wording that was agreed to, from 1.")
    var wording: UInt32

    func run() async throws {
        let channel = try Names.channel(channel)
        let book = try global.open()
        let party = try await withBookFailures { try Names.party(person, in: book) }
        try await global.submit(
            .recordConsent(party: party, channel: channel, wording: wording),
            to: book,
            id: try write.commandID(),
            doing: "recording consent"
        ) { _ in [(Column("party"), Names.token(party))] }
    }
}
