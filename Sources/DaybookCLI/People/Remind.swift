import ArgumentParser
import Daybook

/// `daybook remind`.
struct Remind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the reminders whose time has come, or queue them to be sent.",
        discussion: """
            How long before an appointment is `reminders` in clinic.json. A queued reminder waits in
            `daybook outbox`; when the appointment moves or is cancelled it is void and never sent.
            With --queue: exit 1 when one was refused.

            Examples:
              daybook remind
              daybook remind --queue
            """
    )

    @OptionGroup var global: GlobalOptions

    @Flag(name: .long, help: "Queue them.")
    var queue = false

    func run() async throws {
        let book = try global.open(readOnly: !queue)
        var isRefused = false
        let report = try await withBookFailures {
            let names = Names(try book.clinic())
            let due = try book.dueReminders()
            var report = Report(
                title: due.isEmpty ? "nobody is to be reminded now" : nil,
                columns: [
                    Column("appointment", alignment: .trailing), Column("party"),
                    Column("start"), Column("service"), Column("channel"),
                    Column("minutesBefore", heading: "before", alignment: .trailing),
                    Column("reminder", alignment: .trailing), Column("refused"),
                ]
            )
            for reminder in due {
                let receipt = try await queued(reminder, in: book)
                isRefused = isRefused || receipt?.refusal != nil
                report.append([
                    .integer(Int(clamping: reminder.appointment)), Names.token(reminder.party),
                    names.text(reminder.start.instant),
                    .string(names.serviceKey(reminder.service)),
                    .string(reminder.channel.name),
                    .duration(seconds: Int(reminder.minutesBefore) * 60),
                    receipt.map { $0.first == 0 ? .none : .integer(Int(clamping: $0.first)) }
                        ?? .none,
                    receipt?.refusal.map { .string($0.reason.name) } ?? .none,
                ])
            }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
        if isRefused { throw ExitCode(ExitStatus.no.rawValue) }
    }

    private func queued(
        _ reminder: DueReminder,
        in book: Book
    ) async throws(BookError) -> Receipt? {
        guard queue else { return nil }
        return try await book.submit(
            .remind(appointment: reminder.appointment, channel: reminder.channel),
            channel: .system,
            actor: global.actorName,
            actorClass: .service
        )
    }
}
