import Daybook

/// Writes facts as they come: a line each for people, CloudEvents for programs, fields for
/// spreadsheets.
struct FactWriter: ~Copyable {
    private let book: Book
    private let names: Names
    private let format: OutputFormat
    private let output: StandardOutput
    private let source: String
    private var rows: ReportStream
    private var count = 0
    /// The position of the last fact written.
    private(set) var newest: UInt64?

    init(_ book: Book, _ names: Names, as format: OutputFormat, to output: StandardOutput) {
        self.book = book
        self.names = names
        self.format = format
        self.output = output
        source = "urn:daybook:" + Text.hex(book.identity)
        rows = ReportStream(
            columns: format == .csv ? FactColumns.fields : FactColumns.short,
            as: format,
            to: output
        )
    }

    /// Whether anybody still reads.
    var isWanted: Bool { !output.readerIsGone }

    mutating func write(_ fact: Fact) throws {
        newest = max(newest ?? 0, fact.sequence)
        switch format {
        case .table: try rows.append(FactColumns.shortRow(of: fact, names))
        case .csv: try rows.append(FactColumns.fieldRow(of: fact))
        case .json, .jsonl:
            let body = fact.flags.contains(.body) ? try book.body(at: fact.sequence) : nil
            let event = CloudEvent.json(of: fact, body: body, source: source, names: names.clinic)
            let lead = format == .jsonl ? "" : count == 0 ? "[\n" : ",\n"
            let end = format == .jsonl ? "\n" : ""
            try output.append { $0 += Array(lead.utf8) + event + Array(end.utf8) }
        }
        count += 1
    }

    mutating func flush() throws {
        if format.isJSON { try output.flush() } else { try rows.flush() }
    }

    mutating func finish() throws {
        switch format {
        case .table, .csv: try rows.finish()
        case .json: try output.append { $0 += (count == 0 ? "[]\n" : "\n]\n").utf8 }
        case .jsonl: break
        }
        try output.flush()
    }
}
