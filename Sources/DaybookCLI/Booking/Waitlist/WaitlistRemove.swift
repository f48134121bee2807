import ArgumentParser
import Daybook

/// `daybook waitlist remove`.
struct WaitlistRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Somebody waits no longer; what is on offer to them is free again.",
        discussion: """
            Example:
              daybook waitlist remove 118 --reason withdrawn
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The entry's number.")
    var entry: UInt64

    @Option(name: .long, help: "not-needed, withdrawn, duplicate or booked.")
    var reason = "withdrawn"

    func run() async throws {
        let reason = try Names.reason(reason, among: Reason.waitlistLeavings)
        let book = try global.open()
        try await global.submit(
            .leaveWaitlist(entry: entry, reason: reason),
            to: book,
            id: try write.commandID(),
            doing: "leaving the waitlist"
        ) { _ in [(Column("entry"), .integer(Int(clamping: entry)))] }
    }
}
