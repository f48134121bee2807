import ArgumentParser
import Daybook

/// `daybook waitlist add`.
struct WaitlistAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Somebody waits for a time: `daybook advance` offers them the first that suits.",
        discussion: """
            Examples:
              daybook waitlist add --service check-up --request 118 --to 2026-12-18
              daybook waitlist add --service check-up --to 2026-12-18 --day tue --hours 08:00-12:00
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var write: WriteOptions
    @OptionGroup var what: WishOptions

    @Option(name: .long, help: "First day or instant that suits; now unless given.")
    var from: String?

    @Option(name: .long, help: "Last day (included) or instant; 30 days later unless given.")
    var to: String?

    @Option(name: .long, help: "A day of the week that suits (mon to sun); may be repeated.")
    var day: [String] = []

    @Option(name: .long, help: "The part of the day that suits: 08:00-12:00.")
    var hours: String?

    @Option(name: .long, help: "0 to 255; higher goes first.")
    var priority: UInt8 = 0

    func run() async throws {
        let book = try global.open()
        let wish = try await withBookFailures {
            let names = Names(try book.clinic())
            let now = Instant(milliseconds: book.options.clock())
            let asked = try what.wish(at: now.minute, in: book)
            var wish = WaitlistWish(
                service: asked.service,
                resource: asked.resource,
                conversation: try what.conversation(in: book)?.subject ?? 0,
                window: try names.window(from: from, to: to, now: now, days: 30)
            )
            wish.weekdays = Set(try day.map(WaitlistTexts.weekday))
            if let hours { wish.quarters = try WaitlistTexts.quarters(hours) }
            wish.priority = priority
            return wish
        }
        try await global.submit(
            .joinWaitlist(wish),
            to: book,
            id: try write.commandID(),
            doing: "joining the waitlist"
        ) { [(Column("entry"), .integer(Int(clamping: $0.first)))] }
    }
}
