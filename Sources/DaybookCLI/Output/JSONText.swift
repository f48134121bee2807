/// JSON as RFC 8259 has it, byte by byte.
enum JSONText {
    /// Keys with their quotes and colon.
    static func keys(_ names: [String]) -> [[UInt8]] {
        names.map { name in
            var bytes: [UInt8] = []
            appendString(name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            return bytes
        }
    }

    /// One object on one line.
    static func appendObject(keys: [[UInt8]], cells: [Cell], to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, cell) in zip(keys, cells) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes += key
            appendValue(cell, to: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    static func appendValue(_ cell: Cell, to bytes: inout [UInt8]) {
        switch cell {
        case .string(let text), .instant(let text): appendString(text, to: &bytes)
        case .integer(let number), .count(let number), .duration(let number):
            bytes += String(number).utf8
        case .double(let number, let decimals):
            bytes += (FixedDecimal.text(number, decimals: decimals) ?? "null").utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .none: bytes += "null".utf8
        }
    }

    /// A string in quotes. Beyond what the standard demands, every scalar that acts on a display is
    /// escaped: the value is the same, and looking at the output does no harm.
    static func appendString(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        // Most strings are names and times: nothing in them needs an escape.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != 0x22 && $0 != 0x5C }) {
            bytes += text.utf8
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": bytes += "\\\"".utf8
            case "\\": bytes += "\\\\".utf8
            case "\n": bytes += "\\n".utf8
            case "\r": bytes += "\\r".utf8
            case "\t": bytes += "\\t".utf8
            case _ where VisibleText.isHidden(scalar):
                // All hidden scalars lie in the first plane: four digits always do.
                let digits = String(scalar.value, radix: 16)
                bytes += "\\u".utf8
                bytes += String(repeating: "0", count: max(0, 4 - digits.utf8.count)).utf8
                bytes += digits.utf8
            default:
                bytes += scalar.utf8
            }
        }
    }
}
