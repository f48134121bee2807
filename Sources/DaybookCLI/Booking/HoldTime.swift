import ArgumentParser
import Daybook

/// `daybook hold`.
struct HoldTime: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold",
        abstract: "Hold a free time for somebody until it is booked, released or has run out.",
        discussion: """
            Example:
              daybook hold --service check-up --start 2026-11-24T10:00 --minutes 15
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var time: TimeOptions

    @Option(name: .long, help: "For so many minutes; the clinic's own number unless given.")
    var minutes: UInt16 = 0

    func run() async throws {
        let book = try global.open()
        let wish = try await withBookFailures { try time.request(in: book) }
        try await global.submit(
            .hold(wish, minutes: minutes),
            to: book,
            id: try write.commandID(),
            doing: "holding"
        ) { try AppointmentFields.of($0.first, in: book) }
    }
}
