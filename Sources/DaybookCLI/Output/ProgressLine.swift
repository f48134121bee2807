/// What a progress bar says at one moment.
package struct ProgressLine: Sendable, Equatable {
    package let label: String
    package let done: Int
    package let total: Int?
    package let unit: String
    package let elapsed: Duration

    package init(label: String, done: Int, total: Int?, unit: String, elapsed: Duration) {
        self.label = label
        self.done = max(0, done)
        self.total = total.flatMap { $0 > 0 ? $0 : nil }
        self.unit = unit
        self.elapsed = elapsed
    }

    /// `replay  [█████     ]  50 %  5.00 M facts  10.0 M/s  1 s left`, one column shorter than the
    /// terminal, so that the cursor never wraps. The bar goes first when room is short.
    package func text(on terminal: Terminal) -> String {
        let room = max(0, (terminal.columns ?? TerminalSize.usualColumns) - 1)
        let count = HumanNumber.short(Double(done)) + " " + unit
        let speed = HumanNumber.short(rate) + "/s"
        guard let total else {
            let line = [label, count, speed].joined(separator: "  ")
            return DisplayWidth.fit(line, into: room, ellipsis: terminal.ellipsis)
        }
        let share = min(1, Double(done) / Double(total))
        let percent = String(Int(share * 100))
        let padded = String(repeating: " ", count: max(0, 3 - percent.utf8.count)) + percent
        var parts = [label, padded + " %", count, speed]
        if let left = secondsLeft(of: total) {
            parts.append(HumanDuration.text(seconds: left) + " left")
        }
        let used = DisplayWidth.columns(of: parts.joined(separator: "  "))
        let bar = min(Self.widestBar, room - used - 4)
        if bar >= Self.narrowestBar {
            parts.insert(Self.bar(share, width: bar, on: terminal), at: 1)
        }
        let line = parts.joined(separator: "  ")
        return DisplayWidth.fit(line, into: room, ellipsis: terminal.ellipsis)
    }

    private static let widestBar = 30
    private static let narrowestBar = 8

    /// Units a second since the beginning.
    private var rate: Double {
        let seconds = elapsed / .seconds(1)
        return seconds > 0 ? Double(done) / seconds : 0
    }

    /// The time left at the rate so far, rounded up; nil when there is no rate yet.
    private func secondsLeft(of total: Int) -> Int? {
        guard rate > 0 else { return nil }
        let left = (Double(max(0, total - done)) / rate).rounded(.up)
        // A year is as good as never, and always fits an integer.
        return left < 31_536_000 ? Int(left) : nil
    }

    private static func bar(_ share: Double, width: Int, on terminal: Terminal) -> String {
        let inside = width - 2
        let full = Int(share * Double(inside))
        let mark = terminal.showsUnicode ? "█" : "#"
        return "[" + String(repeating: mark, count: full)
            + String(repeating: " ", count: inside - full) + "]"
    }
}
