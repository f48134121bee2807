/// One typed value of a report. The type decides how each format writes it: a table for people, the
/// machine formats exactly.
package enum Cell: Sendable, Equatable {
    /// Text, from anywhere: every format guards against what may be in it.
    case string(String)
    /// A whole number that names something: a sequence, a port, a year. Never grouped.
    case integer(Int)
    /// A whole number that counts something: grouped by thousands for people.
    case count(Int)
    /// A number rounded to so many decimals, 0 to ``OutputLimits/decimals``, in every format. What
    /// is not finite is no value.
    case double(Double, decimals: Int)
    /// Yes or no.
    case bool(Bool)
    /// A point in time as RFC 3339 text with its offset.
    case instant(String)
    /// A length of time in whole seconds: "2 h 05 min" for people, the seconds for programs.
    case duration(seconds: Int)
    /// No value: `null`, or an empty field.
    case none

    /// Whether the value is a number, which stands on the right of its column.
    package var isNumber: Bool {
        switch self {
        case .integer, .count, .double, .duration: true
        case .string, .bool, .instant, .none: false
        }
    }

    /// The value for people, safe to show, and not yet cut or padded.
    package func shown(on terminal: Terminal) -> String {
        switch self {
        case .string(let text), .instant(let text):
            VisibleText.escaped(text, ellipsis: terminal.ellipsis)
        case .integer(let number):
            String(number)
        case .count(let number):
            HumanNumber.grouped(number, on: terminal)
        case .double(let number, let decimals):
            FixedDecimal.text(number, decimals: decimals) ?? "-"
        case .bool(let value):
            value ? "yes" : "no"
        case .duration(let seconds):
            HumanDuration.text(seconds: seconds)
        case .none:
            "-"
        }
    }
}
