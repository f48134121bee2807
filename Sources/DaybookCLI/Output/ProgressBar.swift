/// A line on standard error that tells how far long work is.
///
/// It appears only on a terminal, only when work has taken a second, at most ten times a second,
/// and is gone when the work ends: nothing of it stays in a recorded session. Time is monotonic.
package struct ProgressBar: ~Copyable {
    private let label: String
    private let unit: String
    private let total: Int?
    private let output: StandardOutput
    private let elapsed: () -> Duration
    private let isPossible: Bool
    private var nextDraw = ProgressBar.delay
    private var isShown = false

    /// The time that work may take before a bar appears.
    package static let delay = Duration.seconds(1)

    /// Begins to count.
    ///
    /// - Parameters:
    ///   - label: What is done: "replay".
    ///   - total: How many units there are; nil when that is unknown.
    ///   - unit: What is counted, in the plural: "facts".
    ///   - output: Where the bar is drawn, by default standard error.
    ///   - clock: A monotonic clock.
    package init<C: Clock>(
        _ label: String,
        total: Int?,
        unit: String,
        to output: StandardOutput = StandardOutput(descriptor: 2),
        clock: C = ContinuousClock()
    ) where C.Duration == Duration {
        self.label = VisibleText.escaped(label)
        self.unit = unit
        self.total = total
        self.output = output
        isPossible = output.terminal.redrawsLines
        let start = clock.now
        elapsed = { start.duration(to: clock.now) }
    }

    /// Says how many units are done. Costs a look at the clock: call it for pages, not for units.
    package mutating func advance(to done: Int) {
        guard isPossible else { return }
        let now = elapsed()
        guard now >= nextDraw else { return }
        nextDraw = now + .seconds(1) / OutputLimits.progressDrawsPerSecond
        let state = ProgressLine(label: label, done: done, total: total, unit: unit, elapsed: now)
        draw("\r" + state.text(on: output.terminal) + "\u{1B}[K")
        isShown = true
    }

    /// Clears the line. Also happens when the bar's life ends.
    package mutating func clear() {
        guard isShown else { return }
        isShown = false
        draw("\r\u{1B}[K")
    }

    deinit {
        if isShown { draw("\r\u{1B}[K") }
    }

    /// A bar that can't be drawn is no reason to stop the work.
    private borrowing func draw(_ text: String) {
        try? output.write(text)
        try? output.flush()
    }
}
