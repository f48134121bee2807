/// A titled table of typed values, written in any format.
package struct Report: Sendable, Equatable {
    /// A line above the table, for people only.
    package let title: String?
    /// The columns; their names differ.
    package let columns: [Column]
    /// The rows, each with a cell for every column.
    package private(set) var rows: [Row]

    /// Makes a report.
    ///
    /// - Precondition: The names of the columns differ, and each row has a cell for every column.
    package init(title: String? = nil, columns: [Column], rows: [Row] = []) {
        precondition(Set(columns.map(\.name)).count == columns.count, "two columns of one name")
        self.title = title
        self.columns = columns
        self.rows = []
        self.rows.reserveCapacity(rows.count)
        for row in rows { append(row) }
    }

    /// Adds a row.
    ///
    /// - Precondition: The row has a cell for every column.
    package mutating func append(_ row: Row) {
        precondition(row.cells.count == columns.count, "a row needs a cell for every column")
        rows.append(row)
    }

    /// The whole report as bytes.
    package func rendered(as format: OutputFormat, on terminal: Terminal) -> [UInt8] {
        var renderer = ReportRenderer(
            title: title,
            columns: columns,
            format: format,
            terminal: terminal,
            measuredRows: Int.max
        )
        var bytes: [UInt8] = []
        for row in rows { renderer.append(row, to: &bytes) }
        renderer.finish(into: &bytes)
        return bytes
    }
}
