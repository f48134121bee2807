/// What one stream can show: judged for that very stream, since standard output may go to a file
/// while standard error is still read by a person.
package struct Terminal: Sendable, Equatable {
    /// Whether a person's terminal is at the other end.
    package var isTerminal: Bool
    /// Whether bold and colour are wanted and understood.
    package var showsStyle: Bool
    /// Whether lines can be redrawn in place, as a progress bar does.
    package var redrawsLines: Bool
    /// Columns to fit a table into; nil when nothing needs to fit.
    package var columns: Int?
    /// Whether the locale says UTF-8. Ornaments fall back to ASCII otherwise; data never changes.
    package var showsUnicode: Bool

    package init(
        isTerminal: Bool,
        showsStyle: Bool = false,
        redrawsLines: Bool = false,
        columns: Int? = nil,
        showsUnicode: Bool = true
    ) {
        self.isTerminal = isTerminal
        self.showsStyle = showsStyle
        self.redrawsLines = redrawsLines
        self.columns = columns
        self.showsUnicode = showsUnicode
    }

    /// A file or a pipe.
    package static let file = Terminal(isTerminal: false)

    /// Judges a descriptor of this process.
    package static func of(descriptor: Int32) -> Terminal {
        judge(
            isTerminal: SystemCalls.isTerminal(descriptor),
            reportedColumns: SystemCalls.terminalColumns(descriptor),
            environment: SystemCalls.environmentVariable
        )
    }

    /// The rule, apart from the process it is asked for.
    ///
    /// Style needs a terminal, no `NO_COLOR` (set and not empty, as no-color.org has it), and a
    /// `TERM` that is set and is not `dumb`.
    package static func judge(
        isTerminal: Bool,
        reportedColumns: Int?,
        environment: (String) -> String?
    ) -> Terminal {
        func value(_ name: String) -> String? {
            guard let text = environment(name), !text.isEmpty else { return nil }
            return text
        }
        let term = value("TERM")
        let understandsControl = isTerminal && term != nil && term != "dumb"
        return Terminal(
            isTerminal: isTerminal,
            showsStyle: understandsControl && value("NO_COLOR") == nil,
            redrawsLines: understandsControl,
            columns: isTerminal
                ? TerminalSize.columns(reported: reportedColumns, variable: value("COLUMNS"))
                : nil,
            showsUnicode: isUnicode(locale: value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG"))
        )
    }

    /// The mark of text left out.
    package var ellipsis: String { showsUnicode ? "…" : "..." }

    /// Wraps text that already has its final width, so that no escape sequence is ever measured.
    package func styled(_ text: String, _ style: TextStyle) -> String {
        guard showsStyle, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    private static func isUnicode(locale: String?) -> Bool {
        guard let locale else { return false }
        // "en_GB.UTF-8", "C.utf8", "de_DE.UTF-8@euro": the part between "." and "@".
        let bytes = locale.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst()
            .prefix { $0 != UInt8(ascii: "@") }
        let letters = bytes.filter { $0 != UInt8(ascii: "-") }.map { $0 | 0x20 }
        return letters == Array("utf8".utf8).map { $0 | 0x20 }
    }
}
