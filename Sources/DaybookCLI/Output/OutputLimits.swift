/// Every bound of the terminal output, so that no text, however long or odd, costs more than this.
package enum OutputLimits {
    /// Bytes kept back before they are written to a stream.
    package static let bufferedBytes = 65_536

    /// Rows of a streamed table that decide its column widths before the first of them is printed.
    package static let measuredRows = 512

    /// Unicode scalars of one value that a table or a message shows.
    package static let shownScalars = 1_024

    /// Columns of the widest terminal believed.
    package static let terminalColumns = 1_000

    /// Columns that a table leaves to a text column however narrow the terminal is.
    package static let narrowestTextColumn = 6

    /// Digits after the decimal point.
    package static let decimals = 9

    /// Values of one sparkline; of a longer series the last ones are drawn.
    package static let sparklineValues = 500

    /// Times a second that a progress bar is drawn at most.
    package static let progressDrawsPerSecond = 10
}
