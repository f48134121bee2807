extension JSONReader {
    /// Reads a string; `index` stands on its opening quote. One copy of the bytes where nothing is
    /// escaped.
    mutating func string() throws(JSONError) -> String {
        let start = index + 1
        var end = start
        var union: UInt8 = 0
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "\"") {
                index = end + 1
                // Validating costs several times what copying does, and most strings are ASCII.
                guard union < 0x80 else { return try text(bytes[start..<end], from: start) }
                return String(decoding: bytes[start..<end], as: UTF8.self)
            }
            guard byte != UInt8(ascii: "\\"), byte >= 0x20 else { break }
            union |= byte
            end += 1
        }
        index = end
        guard index < bytes.count else {
            throw error(.unexpectedEnd, expected: "the closing quote")
        }
        guard bytes[index] >= 0x20 else {
            throw error(.controlCharacter, expected: "control characters escaped")
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var unescaped = Array(bytes[start..<index])
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                let text = try text(unescaped[...], from: start)
                index += 1
                return text
            case UInt8(ascii: "\\"):
                try escape(into: &unescaped)
            case 0..<0x20:
                throw error(.controlCharacter, expected: "control characters escaped")
            default:
                unescaped.append(byte)
                index += 1
            }
        }
        throw error(.unexpectedEnd, expected: "the closing quote")
    }

    private mutating func escape(into unescaped: inout [UInt8]) throws(JSONError) {
        index += 1
        guard index < bytes.count else { throw error(.unexpectedEnd, expected: "an escape") }
        switch bytes[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
            unescaped.append(bytes[index])
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"):
            index += 1
            try unicodeEscape(into: &unescaped)
            return
        default:
            throw error(.invalidEscape, expected: "one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u")
        }
        index += 1
    }

    private mutating func unicodeEscape(into unescaped: inout [UInt8]) throws(JSONError) {
        let start = index - 2
        let unit = try fourDigits()
        guard unit & 0xF800 == 0xD800 else {
            JSONReader.append(unit, to: &unescaped)
            return
        }
        if unit & 0x0400 == 0, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        {
            let second = index
            index += 2
            let low = try fourDigits()
            if low & 0xFC00 == 0xDC00 {
                JSONReader.append(
                    0x1_0000 + ((unit & 0x3FF) << 10 | (low & 0x3FF)),
                    to: &unescaped
                )
                return
            }
            // Not its other half: it stands for itself and is read again.
            index = second
        }
        guard case .replaced = limits.loneSurrogates else {
            throw JSONError(
                .loneSurrogate,
                offset: start,
                expected: "a surrogate pair",
                found: "one half of it"
            )
        }
        JSONReader.append(0xFFFD, to: &unescaped)
    }

    private mutating func fourDigits() throws(JSONError) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard index < bytes.count else {
                throw error(.unexpectedEnd, expected: "four hexadecimal digits")
            }
            let byte = bytes[index]
            switch byte {
            case 0x30...0x39: unit = unit << 4 | UInt32(byte - 0x30)
            case 0x41...0x46: unit = unit << 4 | UInt32(byte - 0x37)
            case 0x61...0x66: unit = unit << 4 | UInt32(byte - 0x57)
            default: throw error(.invalidEscape, expected: "four hexadecimal digits")
            }
            index += 1
        }
        return unit
    }

    /// Appends a scalar value (never a surrogate) as UTF-8.
    private static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { 0x80 | UInt8(scalar >> shift & 0x3F) }
        switch scalar {
        case 0..<0x80:
            bytes.append(UInt8(scalar))
        case 0x80..<0x800:
            bytes.append(0xC0 | UInt8(scalar >> 6))
            bytes.append(tail(0))
        case 0x800..<0x1_0000:
            bytes.append(0xE0 | UInt8(scalar >> 12))
            bytes.append(tail(6))
            bytes.append(tail(0))
        default:
            bytes.append(0xF0 | UInt8(scalar >> 18 & 0x07))
            bytes.append(tail(12))
            bytes.append(tail(6))
            bytes.append(tail(0))
        }
    }

    private func text(_ slice: ArraySlice<UInt8>, from start: Int) throws(JSONError) -> String {
        guard let text = String(validating: slice, as: UTF8.self) else {
            throw JSONError(
                .invalidUTF8,
                offset: start,
                expected: "text in UTF-8",
                found: "other bytes"
            )
        }
        return text
    }

    /// Reads a number; `index` stands on its sign or first digit.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = index
        let isNegative = take(UInt8(ascii: "-"))
        var magnitude: UInt64 = 0
        var fits = true
        if take(UInt8(ascii: "0")) {
            if isDigit { throw error(.invalidNumber, expected: "no digit after a leading zero") }
        } else {
            try requireDigit()
            while index < bytes.count, case let digit = bytes[index] &- 0x30, digit < 10 {
                let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
                let (sum, carry) = scaled.addingReportingOverflow(UInt64(digit))
                magnitude = sum
                fits = fits && !overflow && !carry
                index += 1
            }
        }
        var isWhole = true
        if take(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            isWhole = false
            _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
            try digits()
        }
        guard index - start <= limits.numberBytesMax else {
            throw JSONError(
                .invalidNumber,
                offset: start,
                expected: "at most \(limits.numberBytesMax) characters of number",
                found: "\(index - start)"
            )
        }
        // Minus zero keeps its sign by keeping its text.
        if isWhole, fits, !(isNegative && magnitude == 0),
            let value = JSONReader.signed(magnitude, isNegative: isNegative)
        {
            return .integer(value)
        }
        return .number(JSONNumber(text: String(decoding: bytes[start..<index], as: UTF8.self)))
    }

    private static func signed(_ magnitude: UInt64, isNegative: Bool) -> Int64? {
        guard isNegative else { return Int64(exactly: magnitude) }
        guard magnitude <= UInt64(Int64.max) + 1 else { return nil }
        return Int64(truncatingIfNeeded: 0 &- magnitude)
    }

    private mutating func digits() throws(JSONError) {
        try requireDigit()
        while isDigit { index += 1 }
    }

    private func requireDigit() throws(JSONError) {
        guard isDigit else { throw error(orEnd: .invalidNumber, expected: "a digit") }
    }

    private var isDigit: Bool {
        index < bytes.count && bytes[index] &- 0x30 < 10
    }
}

extension JSONReader {
    mutating func skipSpace() {
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x0A, 0x0D, 0x09: index += 1
            default: return
            }
        }
    }

    mutating func take(_ byte: UInt8) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    func error(_ code: JSONError.Code, expected: String) -> JSONError {
        JSONError(code, offset: index, expected: expected, found: here)
    }

    /// The error with that code, or the one for a text that ends too early.
    func error(orEnd code: JSONError.Code, expected: String) -> JSONError {
        error(index < bytes.count ? code : .unexpectedEnd, expected: expected)
    }

    /// The byte at `index` in words.
    private var here: String {
        guard index < bytes.count else { return "the end of the text" }
        let byte = bytes[index]
        if byte == 0xEF, index == 0 { return "a byte order mark" }
        guard byte > 0x20, byte < 0x7F else {
            let digits = String(byte, radix: 16, uppercase: true)
            return "the byte 0x" + (digits.utf8.count < 2 ? "0" : "") + digits
        }
        return "\"" + String(UnicodeScalar(byte)) + "\""
    }
}
