import ArgumentParser
import Daybook

/// `daybook consent withdraw`.
struct ConsentWithdraw: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw",
        abstract: "Record that a person is not to be written to on a channel any more.",
        discussion: """
            A message that is nothing but the platform's word for it (STOP) does the same by itself.

            Example:
              daybook consent withdraw 29 --channel sms
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The person: a token, or the number of a fact about them.")
    var person: String

    @Option(name: .long, help: "The channel.")
    var channel: String

    func run() async throws {
        let channel = try Names.channel(channel)
        let book = try global.open()
        let party = try await withBookFailures { try Names.party(person, in: book) }
        try await global.submit(
            .withdrawConsent(party: party, channel: channel),
            to: book,
            id: try write.commandID(),
            doing: "withdrawing consent"
        ) { _ in [(Column("party"), Names.token(party))] }
    }
}
