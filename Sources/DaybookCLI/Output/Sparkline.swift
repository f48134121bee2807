/// A row of small bars: a series at a glance.
package enum Sparkline {
    /// One character a value, in eight steps from zero to the largest value; a gap where there is
    /// none. The base is zero, not the smallest value: small differences must look small.
    ///
    /// Negative values count as zero, what is not finite as no value. Of a series longer than
    /// ``OutputLimits/sparklineValues`` the last values are drawn.
    package static func text(_ values: [Double?], on terminal: Terminal) -> String {
        let shown = values.suffix(OutputLimits.sparklineValues)
        let largest = shown.reduce(0) { max($0, Steps.finite($1) ?? 0) }
        let steps = terminal.showsUnicode ? unicodeSteps : asciiSteps
        return String(
            shown.map { value in
                guard let value = Steps.finite(value) else { return " " }
                return steps[Steps.step(value, of: largest, count: steps.count)]
            }
        )
    }

    private static let unicodeSteps: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let asciiSteps: [Character] = ["_", ".", "-", "~", "=", "+", "*", "#"]
}
