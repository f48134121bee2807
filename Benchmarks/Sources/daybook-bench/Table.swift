/// The table for people, and the same for programs.
enum Table {
    static func text(_ rows: [Row]) -> String {
        var lines = [
            ["Work", "Unit", "Ours", "Limit", "Ratio", "Peer", "× Peer", "Reach", "Met"]
        ]
        for row in rows {
            let measured = row.measured
            lines.append([
                row.measurement.work, row.measurement.unit,
                figure(measured?.ours) ?? "not measured",
                beside(measured?.limit, measured?.limitName),
                measured?.limit == nil ? "–" : figure(row.ratio) ?? "–",
                beside(measured?.peer, measured?.peerName), figure(row.peerRatio) ?? "–",
                row.reach ?? "–", row.isMet.map { $0 ? "yes" : "MISSED" } ?? "–",
            ])
        }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        var text = ""
        for (number, line) in lines.enumerated() {
            let cells = zip(line, widths).map { cell, width in
                cell + String(repeating: " ", count: width - cell.count)
            }
            text += "| " + cells.joined(separator: " | ") + " |\n"
            if number == 0 {
                let rule = widths.map { String(repeating: "-", count: $0) }
                text += "| " + rule.joined(separator: " | ") + " |\n"
            }
        }
        let notes = rows.compactMap { row in
            (row.missing ?? row.measured?.note).map {
                "- \(row.measurement.work): \($0)\n"
            }
        }
        return notes.isEmpty ? text : text + "\n" + notes.joined()
    }

    private static func figure(_ value: Double?) -> String? { value.map { Figure.text($0) } }

    private static func beside(_ value: Double?, _ name: String?) -> String {
        guard let value else { return "–" }
        return name.map { "\(Figure.text(value)) (\($0))" } ?? Figure.text(value)
    }

    /// An array of objects {work, unit, ours, limit, limitName, peer, peerName, ratio, reach, met}.
    static func json(_ rows: [Row]) -> String {
        let objects = rows.map { row in
            let measured = row.measured
            let members = [
                ("work", quoted(row.measurement.work)), ("unit", quoted(row.measurement.unit)),
                ("ours", number(measured?.ours)), ("limit", number(measured?.limit)),
                ("limitName", quoted(measured?.limitName)), ("peer", number(measured?.peer)),
                ("peerName", quoted(measured?.peerName)), ("ratio", number(row.ratio)),
                ("reach", quoted(row.reach)), ("met", row.isMet.map { "\($0)" } ?? "null"),
            ]
            return "  {" + members.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
        }
        return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    }

    private static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "null" }
        return "\(value)"
    }

    private static func quoted(_ text: String?) -> String {
        guard let text else { return "null" }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case _ where scalar.value < 0x20: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
