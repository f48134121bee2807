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

    @OptionGroup var consent: ConsentOptions

    func run() async throws {
        try await consent.submit(doing: "withdrawing consent") {
            .withdrawConsent(party: $0, channel: $1)
        }
    }
}
