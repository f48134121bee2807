/// A report too long to hold: its rows are written as they come.
///
/// JSON, JSON lines and CSV keep no row back. A table measures its first
/// ``OutputLimits/measuredRows`` rows; in later ones, wider text is cut on a terminal and pushes
/// its row to the right elsewhere.
package struct ReportStream: ~Copyable {
    private var renderer: ReportRenderer
    private let columnCount: Int
    private let output: StandardOutput

    /// Begins a report.
    ///
    /// - Precondition: The names of the columns differ.
    package init(
        title: String? = nil,
        columns: [Column],
        as format: OutputFormat,
        to output: StandardOutput
    ) {
        precondition(Set(columns.map(\.name)).count == columns.count, "two columns of one name")
        renderer = ReportRenderer(
            title: title,
            columns: columns,
            format: format,
            terminal: output.terminal
        )
        columnCount = columns.count
        self.output = output
    }

    /// Whether more rows are worth making.
    package var isWanted: Bool { !output.readerIsGone }

    /// Writes a row.
    ///
    /// - Precondition: The row has a cell for every column.
    /// - Throws: ``OutputError`` when the system refuses.
    package mutating func append(_ row: Row) throws(OutputError) {
        precondition(row.cells.count == columnCount, "a row needs a cell for every column")
        try output.append { renderer.append(row, to: &$0) }
    }

    /// Shows all rows so far, for a report that waits for news.
    ///
    /// - Throws: ``OutputError`` when the system refuses.
    package mutating func flush() throws(OutputError) {
        try output.append { renderer.settle(into: &$0) }
        try output.flush()
    }

    /// Ends the report and shows it.
    ///
    /// - Throws: ``OutputError`` when the system refuses.
    package mutating func finish() throws(OutputError) {
        try output.append { renderer.finish(into: &$0) }
        try output.flush()
    }
}
