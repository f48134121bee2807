import ArgumentParser
import Daybook

/// `daybook waitlist list`, the default of `daybook waitlist`.
struct WaitlistList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List who waits for a time, and what is on offer to them.",
        discussion: """
            "told" says whether the offer waited in the outbox, or why it did not: then somebody tells
            them while the time is held.

            Example:
              daybook waitlist list
            """
    )

    @OptionGroup var global: GlobalOptions

    func run() async throws {
        let book = try global.open(readOnly: true)
        let report = try await withBookFailures {
            let names = Names(try book.clinic())
            let standings = try book.waitlist()
            var report = Report(
                title: standings.isEmpty ? "nobody waits for a time" : nil,
                columns: [
                    Column("entry", alignment: .trailing), Column("since"), Column("service"),
                    Column("resource"), Column("from"), Column("until"), Column("days"),
                    Column("hours"), Column("priority", alignment: .trailing),
                    Column("offers", alignment: .trailing),
                    Column("hold", alignment: .trailing),
                    Column("heldUntil", heading: "held until"), Column("told"), Column("party"),
                ]
            )
            for standing in standings { report.append(row(standing, names)) }
            return report
        }
        let output = StandardOutput()
        try output.write(report, as: global.output)
        try output.flush()
    }

    private func row(_ standing: WaitlistStanding, _ names: Names) -> Row {
        let entry = standing.entry
        let wish = entry.wish
        let days = Weekday.allCases.filter(wish.weekdays.contains).map(WaitlistTexts.name)
        return [
            .integer(Int(clamping: entry.number)), names.text(entry.joinedAt),
            .string(names.serviceKey(wish.service)),
            wish.resource == 0 ? .none : .string(names.resourceKey(wish.resource)),
            names.text(wish.window.lowerBound.instant),
            names.text(wish.window.upperBound.instant),
            days.isEmpty ? .none : .string(days.joined(separator: " ")),
            wish.quarters.isEmpty ? .none : .string(WaitlistTexts.text(wish.quarters)),
            .integer(Int(wish.priority)), .count(entry.offers.count),
            standing.offered.map { .integer(Int(clamping: $0)) } ?? .none,
            standing.heldUntil.map { names.text($0) } ?? .none,
            OfferedReport.told(standing.notice), Names.token(wish.party),
        ]
    }
}
