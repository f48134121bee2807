/// The hours of a week, darker where there is more.
package struct HeatMap: Sendable, Equatable {
    /// A value an hour, Monday 00:00 first; nil where there is none.
    package let values: [Double?]
    private let title: String?

    /// The hours of a week.
    package static let hours = 168

    /// Makes a map; nil unless there are exactly 168 values.
    package init?(title: String? = nil, values: [Double?]) {
        guard values.count == Self.hours else { return nil }
        self.title = title
        self.values = values
    }

    /// A line a weekday, two columns an hour, or one where the terminal is narrower than that.
    ///
    /// An hour above zero is never drawn as empty: its step is at least the first.
    package func text(on terminal: Terminal) -> String {
        let isWide = (terminal.columns ?? TerminalSize.usualColumns) >= Self.wideColumns
        let cell = isWide ? 2 : 1
        let largest = values.reduce(0) { max($0, Steps.finite($1) ?? 0) }
        var lines: [String] = []
        if let title {
            let text = VisibleText.escaped(title, ellipsis: terminal.ellipsis)
            lines.append(terminal.styled(text, .bold))
        }
        lines.append(Self.hourLine(cell: cell))
        let marks = terminal.showsUnicode ? Self.unicodeMarks : Self.asciiMarks
        for (day, name) in Self.weekdays.enumerated() {
            var line = name + " "
            for value in values[(day * 24)..<(day * 24 + 24)] {
                let mark = marks[Self.step(value, of: largest, count: marks.count)]
                line += String(repeating: mark, count: cell)
            }
            lines.append(Self.withoutSpacesAtEnd(line))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The same values for programs: a row an hour with weekday (1 is Monday, as in ISO 8601), hour
    /// and value.
    package func report(value column: Column, decimals: Int) -> Report {
        var report = Report(
            title: title,
            columns: [
                Column("weekday", alignment: .trailing), Column("hour", alignment: .trailing),
                column,
            ]
        )
        for (index, value) in values.enumerated() {
            report.append([
                .integer(index / 24 + 1), .integer(index % 24),
                value.map { .double($0, decimals: decimals) } ?? .none,
            ])
        }
        return report
    }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let unicodeMarks: [Character] = [" ", "░", "▒", "▓", "█"]
    private static let asciiMarks: [Character] = [" ", ".", "+", "*", "#"]
    private static let wideColumns = 4 + 2 * 24

    private static func step(_ value: Double?, of largest: Double, count: Int) -> Int {
        guard let value = Steps.finite(value), value > 0 else { return 0 }
        return max(1, Steps.step(value, of: largest, count: count))
    }

    /// The hours 00, 03, … 21 above their columns.
    private static func hourLine(cell: Int) -> String {
        let labels = stride(from: 0, to: 24, by: 3).map { $0 < 10 ? "0\($0)" : "\($0)" }
        let gap = String(repeating: " ", count: 3 * cell - 2)
        return "    " + labels.joined(separator: gap)
    }

    private static func withoutSpacesAtEnd(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
