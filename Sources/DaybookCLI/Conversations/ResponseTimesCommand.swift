import ArgumentParser
import Daybook

/// `daybook response-times`.
struct ResponseTimesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "response-times",
        abstract: "How fast patients were answered, over the waits that began in a time.",
        discussion: """
            Calendar time from a patient's message until a person answered. The shares count those
            who still wait in the denominator; percentiles are of the answered, so read them with
            `waiting`. Answers by rule are a class of their own.

            Examples:
              daybook response-times --by channel --since 2026-11-01
              daybook response-times --by day --channel email -o csv
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Option(name: .long, help: "total, channel, day or channel-day.")
    var by = "channel"

    @Option(name: .long, help: "First day on which waits began.")
    var since: String?

    @Option(name: .long, help: "Last day (included).")
    var until: String?

    @Option(name: .long, help: "Only this channel.")
    var channel: String?

    func validate() throws {
        guard ResponseTimes.Grouping(rawValue: by) != nil else {
            throw ValidationError("--by is total, channel, day or channel-day.")
        }
    }

    func run() async throws {
        let grouping = ResponseTimes.Grouping(rawValue: by) ?? .channel
        let channel = try channel.map { try Names.channel($0) }
        let book = try global.open(readOnly: true)
        let output = StandardOutput()
        let (rows, days, names) = try await withBookFailures {
            let view = try past.view(of: book)
            let names = Names(view.clinic)
            let first = try since.map { try names.day($0, option: "--since") }
            let last = try until.map { try names.day($0, option: "--until") }
            let rows = view.responses.report(
                by: grouping,
                from: first,
                through: last,
                channel: channel
            )
            let days = view.responses.report(
                by: .day,
                from: first,
                through: last,
                channel: channel
            )
            return (rows, days, names)
        }
        let report = Self.report(rows, grouping, names)
        try output.write(
            global.output == .table ? Self.withoutZeros(report) : report,
            as: global.output
        )
        if global.output == .table, days.count > 1 {
            for line in Self.sparklines(days, on: output.terminal) { try output.writeLine(line) }
        }
        try output.flush()
    }

    private static func report(
        _ rows: [ResponseRow],
        _ grouping: ResponseTimes.Grouping,
        _ names: Names
    ) -> Report {
        var columns: [Column] = []
        if grouping == .channel || grouping == .channelDay { columns.append(Column("channel")) }
        if grouping == .day || grouping == .channelDay { columns.append(Column("day")) }
        columns += [
            number("begun"), number("answered"), number("automatic"),
            number("notNeeded", "not needed"), number("waiting"), number("corrected"),
            number("within1h", "≤1 h"), number("within2h", "≤2 h"), number("within4h", "≤4 h"),
            number("within24h", "≤24 h"), number("p50"), number("p90"), number("p95"),
            number("p99"), number("max"), Column("oldestWaiting", heading: "oldest waiting"),
        ]
        var report = Report(
            title: rows.isEmpty ? "nobody has written yet" : nil,
            columns: columns
        )
        for row in rows {
            var cells: [Cell] = []
            if let channel = row.channel { cells.append(.string(channel.name)) }
            if let day = row.day { cells.append(.string("\(day)")) }
            cells += [
                .count(row.begun), .count(row.answered), .count(row.automatic),
                .count(row.notNeeded), .count(row.waiting), .count(row.corrected),
            ]
            cells += row.within.indices.map { index in
                row.share(index).map { .double($0, decimals: 3) } ?? .none
            }
            cells += (0..<5).map { index in
                row.percentiles.map { .duration(seconds: Int($0[index])) } ?? .none
            }
            cells.append(row.oldestWaiting.map { names.text($0) } ?? .none)
            report.append(Row(cells))
        }
        return report
    }

    /// People are spared the columns of what never happened; programs always get all of them.
    private static func withoutZeros(_ report: Report) -> Report {
        let rare = ["automatic", "notNeeded", "corrected"]
        let kept = report.columns.indices.filter { index in
            !rare.contains(report.columns[index].name)
                || report.rows.contains { $0.cells[index] != .count(0) }
        }
        return Report(
            title: report.title,
            columns: kept.map { report.columns[$0] },
            rows: report.rows.map { row in Row(kept.map { row.cells[$0] }) }
        )
    }

    private static func number(_ name: String, _ heading: String? = nil) -> Column {
        Column(name, heading: heading, alignment: .trailing)
    }

    /// Days drawn at most.
    private static let daysMax = 60

    /// Two lines over the days: how many began to wait, and the median; a gap where a day had none.
    private static func sparklines(_ rows: [ResponseRow], on terminal: Terminal) -> [String] {
        let byDay = Dictionary(
            rows.compactMap { row in row.day.map { ($0.dayNumber, row) } },
            uniquingKeysWith: { $1 }
        )
        guard let last = byDay.keys.max(), let first = byDay.keys.min() else { return [] }
        let start = max(first, last - Int32(daysMax) + 1)
        let days = (start...last).map { byDay[$0] }
        let begun = Sparkline.text(days.map { $0.map { Double($0.begun) } ?? 0 }, on: terminal)
        let medians = Sparkline.text(
            days.map { $0?.percentiles.map { Double($0[0]) } },
            on: terminal
        )
        let span = "\(CivilDate(dayNumber: start)) to \(CivilDate(dayNumber: last))"
        return [
            "", "begun   " + begun + "  " + span, "median  " + medians,
        ]
    }
}
