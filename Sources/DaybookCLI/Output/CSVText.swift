/// CSV as RFC 4180 has it, with a guard for the spreadsheets that open it.
///
/// - Every row ends with CR LF; the first holds the names. UTF-8, no byte order mark.
/// - Text in quotes, quotes doubled, where it holds a comma, semicolon, quote, tab, CR or LF, or
///   begins or ends with a space. No value is an empty field, empty text is `""`.
/// - Text that a spreadsheet would compute gets one apostrophe before it, and quotes: text that
///   begins with `=`, `+`, `-`, `@`, tab, CR, LF or the fullwidth forms of the four signs, also
///   after apostrophes of its own. To read it back, take one apostrophe off text that has one or
///   more of them before such a character. Numbers are exempt.
/// - On a terminal control characters are escaped as in a table; in a file they are kept.
enum CSVText {
    static func appendRow(_ cells: [Cell], terminal: Terminal, to bytes: inout [UInt8]) {
        var isFirst = true
        for cell in cells {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            appendField(cell, terminal: terminal, to: &bytes)
        }
        bytes += "\r\n".utf8
    }

    private static func appendField(_ cell: Cell, terminal: Terminal, to bytes: inout [UInt8]) {
        switch cell {
        case .string(let text), .instant(let text):
            appendText(
                terminal.isTerminal ? VisibleText.escapedWhole(text) : text,
                to: &bytes
            )
        case .integer(let number), .count(let number), .duration(let number):
            bytes += String(number).utf8
        case .double(let number, let decimals):
            bytes += (FixedDecimal.text(number, decimals: decimals) ?? "").utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .none: break
        }
    }

    private static func appendText(_ text: String, to bytes: inout [UInt8]) {
        let isGuarded = looksComputed(text)
        guard isGuarded || needsQuotes(text) else {
            bytes += text.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        if isGuarded { bytes.append(UInt8(ascii: "'")) }
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func looksComputed(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
        switch first {
        case "=", "+", "-", "@", "\t", "\r", "\n": return true
        case "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
        default: return false
        }
    }

    private static func needsQuotes(_ text: String) -> Bool {
        let bytes = text.utf8
        if bytes.isEmpty || bytes.first == 0x20 || bytes.last == 0x20 { return true }
        return bytes.contains { byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\""), 0x09, 0x0A, 0x0D: true
            default: false
            }
        }
    }
}
