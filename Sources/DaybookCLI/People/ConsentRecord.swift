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

    @OptionGroup var consent: ConsentOptions

    @Option(name: .long, help: "The version of the wording that was agreed to, from 1.")
    var wording: UInt32

    func run() async throws {
        try await consent.submit(doing: "recording consent") {
            .recordConsent(party: $0, channel: $1, wording: wording)
        }
    }
}
