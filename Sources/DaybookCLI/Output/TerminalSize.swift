/// The width of a terminal.
package enum TerminalSize {
    /// Columns taken when neither the terminal nor the environment says.
    package static let usualColumns = 80

    /// What the terminal reports, else the variable `COLUMNS`, else 80; never more than
    /// ``OutputLimits/terminalColumns``.
    package static func columns(reported: Int?, variable: String?) -> Int {
        for candidate in [reported, variable.flatMap { Int($0) }] {
            if let candidate, candidate > 0 {
                return min(candidate, OutputLimits.terminalColumns)
            }
        }
        return usualColumns
    }
}
