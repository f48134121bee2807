import ArgumentParser
import Daybook

/// `daybook breaches`.
struct Breaches: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List who was answered after the target, and who waits beyond it.",
        discussion: """
            One line for each wait, the one that was due first comes first. Whether an answer came late
            is told by the target and the hours in force when it was given; `overdue` is calendar time
            from when it was due. Nothing is noted down when a target passes, so that with --at it is
            what this said then.

            Examples:
              daybook breaches --since 2026-11-01
              daybook breaches --channel whatsapp -o csv
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions
    @OptionGroup var days: DayOptions

    func run() async throws {
        let channel = try days.onlyChannel()
        let book = try global.open(readOnly: true)
        let (names, breaches) = try await withBookFailures {
            let view = try past.responses(of: book)
            let names = Names(view.clinic)
            let first = try days.first(names)
            let history = try book.waitHistory(through: view.position, since: first)
            let breaches = history.breaches(
                from: first,
                through: try days.last(names),
                channel: channel,
                asOf: view.now
            )
            return (names, breaches)
        }
        let output = StandardOutput()
        try output.write(Self.report(breaches, names), as: global.output)
        try output.flush()
    }

    private static func report(_ breaches: [Breach], _ names: Names) -> Report {
        var report = Report(
            title: breaches.isEmpty
                ? "no target was missed" : "\(breaches.count) beyond the target",
            columns: [
                Column("conversation", alignment: .trailing), Column("channel"), Column("since"),
                Column("due"), Column("answered"), Column("overdue", alignment: .trailing),
                Column("responder"), Column("urgent"), Column("service"), Column("corrected"),
            ]
        )
        for breach in breaches {
            let wait = breach.wait
            let answered = wait.since.advanced(
                byMilliseconds: Int64(wait.elapsed.calendar) * 1_000
            )
            report.append(
                Row(
                    [
                        .integer(Int(clamping: wait.conversation)), .string(wait.channel.name),
                        names.text(wait.since), names.text(breach.due),
                        wait.outcome == .waiting ? .none : names.text(answered),
                        .duration(seconds: Int(breach.overdue)),
                        wait.responder.map { .string($0.name) } ?? .none,
                        .bool(wait.priority == .urgent),
                        wait.service == 0 ? .none : .string(names.serviceKey(wait.service)),
                        .bool(wait.isCorrected),
                    ],
                    style: wait.outcome == .waiting ? .alert : nil
                )
            )
        }
        return report
    }
}
