/// Counts and rates for people.
package enum HumanNumber {
    /// The digits in groups of three from 10 000 on, with narrow spaces (U+202F) between, so that a
    /// number never breaks over two lines. Only on a terminal that shows Unicode: in a file the
    /// number is likelier searched for than read.
    package static func grouped(_ number: Int, on terminal: Terminal) -> String {
        let text = String(number)
        guard terminal.isTerminal, terminal.showsUnicode, number.magnitude >= 10_000 else {
            return text
        }
        let digits = Array(text.utf8.drop { $0 == UInt8(ascii: "-") })
        var result = number < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "\u{202F}" }
            result.unicodeScalars.append(Unicode.Scalar(digit))
        }
        return result
    }

    /// Three figures and a prefix of the International System: "999", "4.25 k", "31.0 M".
    package static func short(_ number: Double) -> String {
        guard number.isFinite, number >= 0 else { return "-" }
        var value = number
        var prefix = ""
        for next in ["k", "M", "G", "T"] {
            // 999.5 would be rounded to a fourth figure.
            guard value >= 999.5 else { break }
            value /= 1_000
            prefix = next
        }
        if prefix.isEmpty { return FixedDecimal.text(value, decimals: 0) ?? "-" }
        let decimals = value < 9.995 ? 2 : value < 99.95 ? 1 : 0
        return (FixedDecimal.text(value, decimals: decimals) ?? "-") + " " + prefix
    }
}
