/// What a longer log costs: the rows that depend on its length, at several lengths in one run.
enum Growth {
    /// The rows by words of their names, as `--only` takes them.
    static let rows =
        "replay|fold of|open with|one appointment|bytes of disk|memory of|as of a past|report"

    /// A table with a column for each length.
    static func table(_ columns: [(facts: Int, rows: [Row])]) -> String {
        guard let first = columns.first else { return "" }
        var text = "| Work | Unit |"
        for column in columns { text += " \(Figure.text(Double(column.facts))) facts |" }
        text += "\n| --- | --- |" + String(repeating: " --- |", count: columns.count) + "\n"
        for (index, row) in first.rows.enumerated() {
            text += "| \(row.measurement.work) | \(row.measurement.unit) |"
            for column in columns {
                text += " \(column.rows[index].measured.map { Figure.text($0.ours) } ?? "–") |"
            }
            text += "\n"
        }
        return text
    }
}
