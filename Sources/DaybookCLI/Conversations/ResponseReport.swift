import Daybook

/// How fast patients were answered, as rows and as heat maps.
enum ResponseReport {
    /// The rows of a report.
    ///
    /// - Parameters:
    ///   - by: What they are grouped by, as on the command line.
    ///   - clock: The clock whose percentiles are shown; `nil` all there are.
    ///   - hasOpening: Whether opening seconds were counted.
    static func report(
        _ rows: [ResponseRow],
        by grouping: String,
        clock: String?,
        hasOpening: Bool,
        _ names: Names
    ) -> Report {
        var columns: [Column] = []
        switch grouping {
        case "total": break
        case "channel-day": columns += [Column("channel"), Column("day")]
        case "hour":
            columns += [
                Column("weekday", alignment: .trailing), Column("hour", alignment: .trailing),
            ]
        default: columns.append(Column(grouping))
        }
        columns += [
            number("begun"), number("answered"), number("automatic"),
            number("notNeeded", "not needed"), number("waiting"), number("late"),
            number("answeredLate", "answered late"), number("corrected"),
            number("within1h", "≤1 h"), number("within2h", "≤2 h"), number("within4h", "≤4 h"),
            number("within24h", "≤24 h"),
        ]
        if clock != "opening" {
            columns += ["p50", "p90", "p95", "p99", "max"].map { number($0) }
        }
        if hasOpening, clock != "calendar" {
            columns += ["P50", "P90", "P95", "P99", "Max"].map {
                number("opening" + $0, "open " + $0.lowercased())
            }
        }
        columns.append(Column("oldestWaiting", heading: "oldest waiting"))
        var report = Report(
            title: rows.isEmpty ? "nobody began to wait" : nil,
            columns: columns
        )
        for row in rows {
            var cells = key(of: row, names)
            cells += [
                .count(row.begun), .count(row.answered), .count(row.automatic),
                .count(row.notNeeded), .count(row.waiting), row.late.map { .count($0) } ?? .none,
                row.answeredLate.map { .count($0) } ?? .none, .count(row.corrected),
            ]
            cells += row.within.indices.map { index in
                row.share(index).map { .double($0, decimals: 3) } ?? .none
            }
            if clock != "opening" { cells += durations(row.percentiles) }
            if hasOpening, clock != "calendar" { cells += durations(row.openingPercentiles) }
            cells.append(row.oldestWaiting.map { names.text($0) } ?? .none)
            report.append(Row(cells))
        }
        return report
    }

    private static func key(of row: ResponseRow, _ names: Names) -> [Cell] {
        var cells: [Cell] = []
        if let channel = row.channel { cells.append(.string(channel.name)) }
        if let day = row.day { cells.append(.string("\(day)")) }
        if let service = row.service {
            cells.append(service == 0 ? .none : .string(names.serviceKey(service)))
        }
        if let hour = row.hour { cells += [.integer(hour / 24 + 1), .integer(hour % 24)] }
        if let responder = row.responder { cells.append(.string(responder.name)) }
        return cells
    }

    private static func durations(_ seconds: [UInt32]?) -> [Cell] {
        (0..<5).map { index in seconds.map { .duration(seconds: Int($0[index])) } ?? .none }
    }

    /// Two maps of the week: how many began to wait, and the median in minutes.
    static func heatMaps(_ rows: [ResponseRow]) -> [HeatMap] {
        var begun = [Double?](repeating: nil, count: HeatMap.hours)
        var medians = begun
        for row in rows {
            guard let hour = row.hour, begun.indices.contains(hour) else { continue }
            begun[hour] = Double(row.begun)
            medians[hour] = row.percentiles.map { Double($0[0]) / 60 }
        }
        return [
            HeatMap(title: "began to wait", values: begun),
            HeatMap(title: "median until answered", values: medians),
        ].compactMap(\.self)
    }

    /// People are spared the columns of what never happened; programs always get all of them.
    static func withoutZeros(_ report: Report) -> Report {
        let rare = ["automatic", "notNeeded", "late", "answeredLate", "corrected"]
        let kept = report.columns.indices.filter { index in
            !rare.contains(report.columns[index].name)
                || report.rows.contains { row in
                    row.cells[index] != .count(0) && row.cells[index] != .none
                }
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
}
