/// The widths of a table's columns, and the lines they give.
struct TableLayout {
    private let columns: [Column]
    private let widths: [Int]
    private let terminal: Terminal

    /// Measures headings and rows. When a terminal is narrower, the widest text columns give way
    /// first: a number cut short would be a wrong number.
    init(columns: [Column], rows: [Row], terminal: Terminal) {
        var widths = columns.map { DisplayWidth.columns(of: $0.shownHeading(on: terminal)) }
        for row in rows {
            for (index, cell) in zip(widths.indices, row.cells) {
                let width = DisplayWidth.columns(of: cell.shown(on: terminal))
                widths[index] = max(widths[index], width)
            }
        }
        if let limit = terminal.columns {
            Self.narrow(&widths, columns: columns, to: limit)
        }
        self.columns = columns
        self.widths = widths
        self.terminal = terminal
    }

    func appendHead(title: String?, to bytes: inout [UInt8]) {
        if let title {
            let text = VisibleText.escaped(title, ellipsis: terminal.ellipsis)
            appendLine(text, style: .bold, to: &bytes)
        }
        let headings = columns.map { $0.shownHeading(on: terminal) }
        appendLine(line(of: headings), style: .bold, to: &bytes)
    }

    func appendRow(_ row: Row, to bytes: inout [UInt8]) {
        appendLine(line(of: row.cells.map { $0.shown(on: terminal) }), style: row.style, to: &bytes)
    }

    /// The texts in their columns, two spaces apart, without spaces at the end.
    private func line(of texts: [String]) -> String {
        var line = ""
        // Spaces are owed and written before the next text, so that none end the line.
        var owed = 0
        for (index, text) in texts.enumerated() {
            let width = widths[index]
            // Only a terminal cuts, and only text: in a file the whole value is worth more than the
            // alignment, and so is a number everywhere.
            let isCut = terminal.columns != nil && columns[index].alignment == .leading
            let fitted =
                isCut
                ? DisplayWidth.fit(text, into: width, ellipsis: terminal.ellipsis) : text
            let padding = max(0, width - DisplayWidth.columns(of: fitted))
            if columns[index].alignment == .trailing { owed += padding }
            if !fitted.isEmpty {
                line += String(repeating: " ", count: owed) + fitted
                owed = 0
            }
            if columns[index].alignment == .leading { owed += padding }
            owed += Self.gap
        }
        return line
    }

    private func appendLine(_ line: String, style: TextStyle?, to bytes: inout [UInt8]) {
        var line = line
        if let limit = terminal.columns {
            line = DisplayWidth.fit(line, into: limit, ellipsis: terminal.ellipsis)
        }
        if let style { line = terminal.styled(line, style) }
        bytes += line.utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    private static let gap = 2

    /// Takes columns from the widest text column until the line fits, or no text column can give
    /// more; then the line's end is cut. At most one step for each column of the terminal.
    private static func narrow(_ widths: inout [Int], columns: [Column], to limit: Int) {
        let gaps = gap * max(0, widths.count - 1)
        // No column is worth more than the terminal: this bounds the steps that follow.
        for index in widths.indices where columns[index].alignment == .leading {
            widths[index] = min(widths[index], limit)
        }
        var excess = widths.reduce(gaps, +) - limit
        while excess > 0 {
            let text = widths.indices.filter { columns[$0].alignment == .leading }
            guard let widest = text.max(by: { widths[$0] < widths[$1] }),
                widths[widest] > OutputLimits.narrowestTextColumn
            else { return }
            widths[widest] -= 1
            excess -= 1
        }
    }
}
