import ArgumentParser
import Daybook

/// `daybook release`.
struct ReleaseHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Give a hold up: its time is free again at once.",
        discussion: """
            Example:
              daybook release 118
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The hold's number.")
    var hold: UInt64

    func run() async throws {
        let book = try global.open()
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: hold, in: book)
        }
        try await global.submit(
            .releaseHold(subject: subject),
            to: book,
            id: try write.commandID(),
            doing: "releasing"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
