/// Data made safe to show: no value can move the cursor, change the title of a window, break a line
/// or turn the reading direction of what follows.
package enum VisibleText {
    /// The text with its control characters written as escapes (`\n`, `\u{1b}`), at most
    /// ``OutputLimits/shownScalars`` scalars of it and then the ellipsis.
    ///
    /// Backslashes stay as they are: this form is for reading, the machine formats are exact.
    package static func escaped(_ text: String, ellipsis: String = "…") -> String {
        if isPlain(text) { return text }
        return escapedWhole(limited(text, ellipsis: ellipsis))
    }

    /// The first ``OutputLimits/shownScalars`` scalars of the text, and the ellipsis after them if
    /// there were more.
    static func limited(_ text: String, ellipsis: String = "…") -> String {
        let scalars = text.unicodeScalars
        guard
            let end = scalars.index(
                scalars.startIndex,
                offsetBy: OutputLimits.shownScalars,
                limitedBy: scalars.endIndex
            ),
            end < scalars.endIndex
        else { return text }
        return String(scalars[..<end]) + ellipsis
    }

    /// The text with its control characters written as escapes, all of it.
    static func escapedWhole(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar) {
                result += escape(scalar)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether a scalar acts on the display instead of showing: controls, line and paragraph
    /// separators, the byte order mark, and the marks that turn the reading direction.
    package static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }

    /// Printable ASCII, not too long: nothing to do, and each byte is one column.
    static func isPlain(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.count <= OutputLimits.shownScalars
            && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }
}
