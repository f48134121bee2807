import Daybook

extension ResponseReport {
    /// What the figures of all lines together say, in sentences for people.
    static func words(
        _ row: ResponseRow,
        of measure: String,
        clock: String,
        _ names: Names
    ) -> [String] {
        let isOfEpisodes = ["offer", "booking", "resolution"].contains(measure)
        let what =
            switch measure {
            case "offer": "offered times"
            case "booking": "given an appointment"
            case "resolution": "dealt with to the end"
            default: "answered by a person"
            }
        var lines = [
            "\(row.begun) \(isOfEpisodes ? "asked" : "began to wait"); "
                + "\(number(row.answered, "was", "were")) \(what)" + speed(row, clock) + "."
        ]
        let all = row.answered + row.waiting
        if all > 0 {
            // Rounded down: nothing is all of it that is not.
            let shares = zip(ResponseRow.limits, row.within).map { limit, within in
                "\(within * 100 / all) % within \(limit / 3_600) h"
            }
            lines.append("Counting who still waits: " + shares.joined(separator: ", ") + ".")
        }
        let others = [
            row.automatic > 0 ? "\(row.automatic) had what they asked for by rule" : nil,
            row.notNeeded > 0 ? "\(row.notNeeded) needed no more" : nil,
        ].compactMap(\.self)
        if !others.isEmpty { lines.append(others.joined(separator: ", ") + ".") }
        if row.waiting > 0 {
            let since = row.oldestWaiting.map {
                ", the longest since \(Text.instant($0, in: names.zone))"
            }
            let late = row.late.map { $0 > 0 ? "; \($0) beyond the target" : "" }
            lines.append(
                number(row.waiting, "still waits", "still wait") + (since ?? "") + (late ?? "")
                    + "."
            )
        }
        if let late = row.answeredLate, late > 0 {
            lines.append(number(late, "was", "were") + " answered after the target.")
        }
        return lines
    }

    /// How long it took the middle one of those answered, and nine of ten.
    private static func speed(_ row: ResponseRow, _ clock: String) -> String {
        let isOpening = clock == "opening"
        guard let times = isOpening ? row.openingPercentiles : row.percentiles, times.count > 1
        else { return "" }
        let texts = times.prefix(2).map { HumanDuration.text(seconds: Int($0)) }
        return " (median \(texts[0]), nine of ten within \(texts[1])"
            + (isOpening ? " of opening hours)" : ")")
    }

    private static func number(_ count: Int, _ one: String, _ many: String) -> String {
        "\(count) \(count == 1 ? one : many)"
    }
}
