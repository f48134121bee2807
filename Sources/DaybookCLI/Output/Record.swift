/// One object: what a command has to say about one thing.
package struct Record: Sendable, Equatable {
    /// A line above the values, for people only.
    package let title: String?
    /// Names and values in their order; the names differ.
    package let fields: [(column: Column, cell: Cell)]

    /// Makes a record.
    ///
    /// - Precondition: The names differ.
    package init(title: String? = nil, _ fields: [(column: Column, cell: Cell)]) {
        precondition(
            Set(fields.map(\.column.name)).count == fields.count,
            "two fields of one name"
        )
        self.title = title
        self.fields = fields
    }

    package static func == (left: Record, right: Record) -> Bool {
        left.title == right.title
            && left.fields.elementsEqual(right.fields) { $0 == $1 }
    }

    /// The record as bytes: aligned lines of key and value, a JSON object (over several lines as
    /// `json`, on one as `jsonl`), or a CSV of one row.
    package func rendered(as format: OutputFormat, on terminal: Terminal) -> [UInt8] {
        var bytes: [UInt8] = []
        let keys = JSONText.keys(fields.map(\.column.name))
        switch format {
        case .table:
            appendLines(on: terminal, to: &bytes)
        case .json:
            appendObject(keys: keys, to: &bytes)
        case .jsonl:
            JSONText.appendObject(keys: keys, cells: fields.map(\.cell), to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        case .csv:
            let report = Report(columns: fields.map(\.column), rows: [Row(fields.map(\.cell))])
            return report.rendered(as: .csv, on: terminal)
        }
        return bytes
    }

    private func appendObject(keys: [[UInt8]], to bytes: inout [UInt8]) {
        bytes += "{".utf8
        for (index, field) in fields.enumerated() {
            bytes += (index == 0 ? "\n  " : ",\n  ").utf8
            bytes += keys[index]
            bytes.append(UInt8(ascii: " "))
            JSONText.appendValue(field.cell, to: &bytes)
        }
        bytes += (fields.isEmpty ? "}\n" : "\n}\n").utf8
    }

    private func appendLines(on terminal: Terminal, to bytes: inout [UInt8]) {
        if let title {
            let text = fit(VisibleText.escaped(title, ellipsis: terminal.ellipsis), on: terminal)
            bytes += (terminal.styled(text, .bold) + "\n").utf8
        }
        let headings = fields.map { $0.column.shownHeading(on: terminal) }
        let width = headings.reduce(0) { max($0, DisplayWidth.columns(of: $1)) }
        for (heading, field) in zip(headings, fields) {
            let padding = width + 2 - DisplayWidth.columns(of: heading)
            let key = heading + String(repeating: " ", count: padding)
            let line = fit(key + field.cell.shown(on: terminal), on: terminal)
            // The key is styled only if all of it is still there.
            let isWhole = line.hasPrefix(key)
            let value = isWhole ? String(line.dropFirst(key.count)) : line
            bytes += ((isWhole ? terminal.styled(key, .dim) : "") + value + "\n").utf8
        }
    }

    private func fit(_ line: String, on terminal: Terminal) -> String {
        guard let limit = terminal.columns else { return line }
        return DisplayWidth.fit(line, into: limit, ellipsis: terminal.ellipsis)
    }
}
