import Foundation

/// Numbers as people read them.
enum Figure {
    /// Three significant digits, with k and M.
    static func text(_ value: Double) -> String {
        let size = abs(value)
        if size >= 1e6 { return digits(value / 1e6) + " M" }
        if size >= 1e4 { return digits(value / 1e3) + " k" }
        return digits(value)
    }

    private static func digits(_ value: Double) -> String {
        let size = abs(value)
        let places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        var text = String(format: "%.\(places)f", value)
        if text.contains(".") {
            while text.hasSuffix("0") { text.removeLast() }
            if text.hasSuffix(".") { text.removeLast() }
        }
        return text
    }
}
