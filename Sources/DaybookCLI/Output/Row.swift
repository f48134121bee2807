/// One row of a report: a cell a column, and a style that only terminals show.
package struct Row: Sendable, Equatable, ExpressibleByArrayLiteral {
    /// The cells in the order of the columns.
    package let cells: [Cell]
    /// How the row stands out on a terminal that shows style.
    package let style: TextStyle?

    package init(_ cells: [Cell], style: TextStyle? = nil) {
        self.cells = cells
        self.style = style
    }

    package init(arrayLiteral cells: Cell...) {
        self.init(cells)
    }
}
