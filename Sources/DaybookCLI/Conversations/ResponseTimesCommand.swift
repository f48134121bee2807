import ArgumentParser
import Daybook

/// `daybook response-times`.
struct ResponseTimesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "response-times",
        abstract: "How fast patients were answered, over the waits that began in a time.",
        discussion: """
            From a patient's message until a person answered: in calendar time, or with --clock
            opening only while the clinic was open, by the hours in force at each moment. The shares
            are of calendar time and count those who still wait in the denominator; percentiles are
            of the answered, so read them with `waiting`. Answers by rule are a class of their own.
            `late` are those who still wait beyond the channel's target, as of now or of --at; where
            the log is folded for the report, `answeredLate` are those who were answered after it.
            `daybook breaches` lists them one by one.
            `first` and `next` are the first answer of each episode, and those after it.
            The other measures run from the first message of an episode to its first offer, to the
            booking of the patient's choice, or to its closing. By hour of the week people are shown
            two heat maps.

            Examples:
              daybook response-times --by channel --since 2026-11-01
              daybook response-times --by day --channel email -o csv
              daybook response-times --by service --clock opening
              daybook response-times --measure booking --by channel
            """
    )

    @OptionGroup var global: GlobalOptions
    @OptionGroup var past: PastOptions

    @Option(
        name: .long,
        help: "total, channel, day, channel-day, service, hour (of the week) or responder."
    )
    var by = "channel"

    @Option(name: .long, help: "answer, first, next, offer, booking or resolution.")
    var measure = "answer"

    @Option(name: .long, help: "calendar or opening.")
    var clock = "calendar"

    @OptionGroup var days: DayOptions

    func validate() throws {
        let isLive = ResponseTimes.Grouping(rawValue: by) != nil
        guard isLive || WaitHistory.Grouping(rawValue: by) != nil else {
            throw ValidationError(
                "--by is total, channel, day, channel-day, service, hour or responder."
            )
        }
        guard WaitHistory.Measure(rawValue: measure) != nil else {
            throw ValidationError(
                "--measure is answer, first, next, offer, booking or resolution."
            )
        }
        guard clock == "calendar" || clock == "opening" else {
            throw ValidationError("--clock is calendar or opening.")
        }
        guard isByHistory ? by != "channel-day" : true else {
            throw ValidationError("--by channel-day is for answers in calendar time.")
        }
        guard ["answer", "first", "next"].contains(measure) || by != "responder" else {
            throw ValidationError("Only an answer has a responder.")
        }
    }

    /// Whether the numbers that are kept ready don't say it, so that the log is folded for it.
    private var isByHistory: Bool {
        measure != "answer" || clock == "opening" || ResponseTimes.Grouping(rawValue: by) == nil
    }

    func run() async throws {
        let channel = try days.onlyChannel()
        let book = try global.open(readOnly: true)
        let (rows, total, byDay, names) = try await withBookFailures {
            let view = try past.responses(of: book)
            let names = Names(view.clinic)
            let first = try days.first(names)
            let last = try days.last(names)
            if isByHistory {
                let history = try book.waitHistory(through: view.position, since: first)
                func rows(_ grouping: WaitHistory.Grouping) -> [ResponseRow] {
                    let measure = WaitHistory.Measure(rawValue: measure) ?? .answer
                    return history.report(
                        measure,
                        by: grouping,
                        from: first,
                        through: last,
                        channel: channel,
                        asOf: view.now
                    )
                }
                let asked = rows(WaitHistory.Grouping(rawValue: by) ?? .channel)
                return (asked, rows(.total).first, rows(.day), names)
            }
            func rows(_ grouping: ResponseTimes.Grouping) -> [ResponseRow] {
                view.responses.report(
                    by: grouping,
                    from: first,
                    through: last,
                    channel: channel,
                    asOf: view.now
                )
            }
            let grouping = ResponseTimes.Grouping(rawValue: by) ?? .channel
            return (rows(grouping), rows(.total).first, rows(.day), names)
        }
        let output = StandardOutput()
        let isTable = global.output == .table
        if isTable, let total {
            for line in ResponseReport.words(total, of: measure, clock: clock, names) {
                try output.writeLine(line)
            }
            try output.writeLine("")
        }
        if isTable, by == "hour", !rows.isEmpty {
            for map in ResponseReport.heatMaps(rows) {
                try output.write(map.text(on: output.terminal) + "\n")
            }
        } else {
            let report = ResponseReport.report(
                rows,
                by: by,
                clock: isTable ? clock : nil,
                hasOpening: isByHistory,
                names
            )
            try output.write(
                isTable ? ResponseReport.withoutZeros(report) : report,
                as: global.output
            )
            if isTable, byDay.count > 1 {
                for line in Self.sparklines(byDay, on: output.terminal) {
                    try output.writeLine(line)
                }
            }
        }
        try output.flush()
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
