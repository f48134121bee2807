import ArgumentParser
import Daybook

/// `daybook extend`.
struct ExtendHold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extend",
        abstract: "Give a hold more time, counted from now.",
        discussion: """
            Example:
              daybook extend 118 --minutes 60
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions

    @Argument(help: "The hold's number.")
    var hold: UInt64

    @Option(name: .long, help: "So many minutes from now; the clinic's own number unless given.")
    var minutes: UInt16 = 0

    func run() async throws {
        let book = try global.open()
        let subject = try await withBookFailures {
            try AppointmentFields.subject(of: hold, in: book)
        }
        try await global.submit(
            .extendHold(subject: subject, minutes: minutes),
            to: book,
            id: try write.commandID(),
            doing: "extending"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
