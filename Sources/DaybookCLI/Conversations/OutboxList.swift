import ArgumentParser
import Daybook

/// `daybook outbox list`.
struct OutboxList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the answers that wait to be sent, longest first.",
        discussion: """
            `about` is the message that is answered, or the offer or booking that the sender puts
            into words; of a reminder `conversation` is the appointment. An acknowledgement says that
            a message came in and answers nothing. What is `uncertain` may have been sent: find out, and
            say `outbox sent` or `outbox failed`. Texts stay sealed; see `daybook conversation show`.

            Example:
              daybook outbox -o jsonl
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let (entries, names) = try await withBookFailures {
            (try book.outbox(), Names(try book.clinic()))
        }
        let now = book.options.clock()
        var report = Report(
            title: entries.isEmpty ? "nothing waits to be sent" : nil,
            columns: [
                Column("reply", alignment: .trailing), Column("conversation", alignment: .trailing),
                Column("channel"), Column("queuedAt", heading: "queued"),
                Column("waiting", alignment: .trailing), Column("about", alignment: .trailing),
                Column("hasText", heading: "text"), Column("automatic"), Column("reminder"),
                Column("acknowledgement"), Column("claimedUntil", heading: "claimed until"),
                Column("uncertain"),
            ]
        )
        for entry in entries {
            report.append([
                .integer(Int(clamping: entry.reply)), .integer(Int(clamping: entry.conversation)),
                .string(entry.channel.name), names.text(entry.queuedAt),
                .duration(seconds: Int((now - entry.queuedAt.milliseconds) / 1_000)),
                .integer(Int(clamping: entry.about)), .bool(entry.hasText),
                .bool(entry.isAutomatic), .bool(entry.isReminder), .bool(entry.isAcknowledgement),
                entry.claimedUntil.flatMap { $0.milliseconds > now ? names.text($0) : nil }
                    ?? .none, .bool(entry.isUncertain),
            ])
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }
}
