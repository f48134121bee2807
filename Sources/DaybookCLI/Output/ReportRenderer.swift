/// Turns rows into bytes as they come. Pure: it knows no stream.
struct ReportRenderer {
    private let title: String?
    private let columns: [Column]
    private let format: OutputFormat
    private let terminal: Terminal
    private let measuredRows: Int
    /// The keys with their quotes and colon, made once.
    private let jsonKeys: [[UInt8]]
    /// Rows of a table that wait for the widths to be known.
    private var waiting: [Row] = []
    private var layout: TableLayout?
    private var hasBegun = false

    init(
        title: String?,
        columns: [Column],
        format: OutputFormat,
        terminal: Terminal,
        measuredRows: Int = OutputLimits.measuredRows
    ) {
        self.title = title
        self.columns = columns
        self.format = format
        self.terminal = terminal
        self.measuredRows = measuredRows
        jsonKeys = JSONText.keys(columns.map(\.name))
    }

    /// Writes the row, or keeps it until the columns of its table are measured.
    mutating func append(_ row: Row, to bytes: inout [UInt8]) {
        switch format {
        case .table:
            if let layout {
                layout.appendRow(row, to: &bytes)
            } else {
                waiting.append(row)
                if waiting.count >= measuredRows { settle(into: &bytes) }
            }
        case .json:
            bytes += (hasBegun ? ",\n  " : "[\n  ").utf8
            JSONText.appendObject(keys: jsonKeys, cells: row.cells, to: &bytes)
        case .jsonl:
            JSONText.appendObject(keys: jsonKeys, cells: row.cells, to: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        case .csv:
            beginCSV(into: &bytes)
            CSVText.appendRow(row.cells, terminal: terminal, to: &bytes)
        }
        hasBegun = true
    }

    /// Fixes the widths of a table by the rows seen so far and writes them; no effect on the other
    /// formats. For a report that follows a log: a row must not wait for its successors.
    mutating func settle(into bytes: inout [UInt8]) {
        guard format == .table, layout == nil else { return }
        let layout = TableLayout(columns: columns, rows: waiting, terminal: terminal)
        layout.appendHead(title: title, to: &bytes)
        for row in waiting { layout.appendRow(row, to: &bytes) }
        waiting = []
        self.layout = layout
    }

    /// Writes what ends the report.
    mutating func finish(into bytes: inout [UInt8]) {
        switch format {
        case .table:
            settle(into: &bytes)
            if !hasBegun { bytes += "(none)\n".utf8 }
        case .json:
            bytes += (hasBegun ? "\n]\n" : "[]\n").utf8
        case .jsonl:
            break
        case .csv:
            beginCSV(into: &bytes)
        }
    }

    private mutating func beginCSV(into bytes: inout [UInt8]) {
        guard !hasBegun else { return }
        hasBegun = true
        let names = columns.map { Cell.string($0.name) }
        CSVText.appendRow(names, terminal: terminal, to: &bytes)
    }
}
