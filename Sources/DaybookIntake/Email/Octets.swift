/// Names and questions about the bytes of a mail. Mail is read as bytes throughout: a carriage
/// return and its line feed would be one `Character`.
enum Octets {
    static let tab: UInt8 = 0x09
    static let lf: UInt8 = 0x0A
    static let cr: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let ampersand: UInt8 = 0x26
    static let open: UInt8 = 0x28
    static let close: UInt8 = 0x29
    static let star: UInt8 = 0x2A
    static let comma: UInt8 = 0x2C
    static let hyphen: UInt8 = 0x2D
    static let dot: UInt8 = 0x2E
    static let slash: UInt8 = 0x2F
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let less: UInt8 = 0x3C
    static let equals: UInt8 = 0x3D
    static let greater: UInt8 = 0x3E
    static let question: UInt8 = 0x3F
    static let at: UInt8 = 0x40
    static let backslash: UInt8 = 0x5C
    static let underscore: UInt8 = 0x5F

    /// A–Z to a–z, all else as it is.
    @inline(__always)
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Space or tab.
    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    /// Space, tab, carriage return or line feed.
    @inline(__always)
    static func isWhite(_ byte: UInt8) -> Bool {
        isBlank(byte) || isLineEnd(byte)
    }

    /// Carriage return or line feed.
    @inline(__always)
    static func isLineEnd(_ byte: UInt8) -> Bool { byte == cr || byte == lf }

    /// A control character of ASCII.
    @inline(__always)
    static func isControl(_ byte: UInt8) -> Bool { byte < space || byte == 0x7F }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    /// The value of a hexadecimal digit in either case, or `nil`.
    @inline(__always)
    static func hexValue(_ byte: UInt8) -> UInt8? {
        if isDigit(byte) { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter &+ 10 : nil
    }

    /// Where the line starting at `start` ends without its terminator, and where the next starts.
    /// CRLF, LF and a lone CR each end a line.
    @inline(__always)
    static func line(
        in bytes: [UInt8],
        from start: Int,
        to end: Int
    ) -> (contentEnd: Int, next: Int) {
        var index = start
        while index < end {
            let byte = bytes[index]
            if byte == lf { return (index, index + 1) }
            if byte == cr {
                let crlf = index + 1 < end && bytes[index + 1] == lf
                return (index, crlf ? index + 2 : index + 1)
            }
            index += 1
        }
        return (end, end)
    }

    /// Whether `word` (lower case) stands at `start`, ASCII case ignored.
    @inline(__always)
    static func stands(
        _ word: [UInt8],
        in bytes: [UInt8],
        at start: Int,
        before end: Int
    ) -> Bool {
        guard end - start >= word.count else { return false }
        for offset in 0..<word.count where lowercased(bytes[start + offset]) != word[offset] {
            return false
        }
        return true
    }

    /// Whether `word` (lower case) is all that stands in `range`, ASCII case ignored.
    @inline(__always)
    static func isWord(_ word: [UInt8], in bytes: [UInt8], at range: Range<Int>) -> Bool {
        range.count == word.count
            && stands(word, in: bytes, at: range.lowerBound, before: range.upperBound)
    }

    /// `range` without white space at both ends.
    static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end && isWhite(bytes[start]) { start += 1 }
        while end > start && isWhite(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// ASCII letters of `bytes` in lower case.
    static func lowercased(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        bytes.map(lowercased)
    }

    /// Where `needle` stands at or after `start`, or `nil`. O(length × needle), needles are short.
    static func find(
        _ needle: [UInt8],
        in bytes: [UInt8],
        from start: Int,
        to end: Int
    ) -> Int? {
        guard let first = needle.first else { return start }
        var index = start
        while index + needle.count <= end {
            if lowercased(bytes[index]) == first,
                stands(needle, in: bytes, at: index, before: end)
            {
                return index
            }
            index += 1
        }
        return nil
    }

    /// Text from bytes already known to be UTF-8; anything else is repaired.
    @inline(__always)
    static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
