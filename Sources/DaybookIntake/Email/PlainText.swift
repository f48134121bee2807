/// Plain text as Daybook hands it on: UTF-8, lines ended by a line feed alone.
enum PlainText {
    /// `bytes` (UTF-8) with every line end as LF, without byte order mark, NUL and controls other
    /// than tab, and without blank space at the ends.
    ///
    /// - Complexity: O(length).
    static func normalised(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var start = 0
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
        var index = start
        // Runs of ordinary bytes are copied whole; only controls are looked at one by one.
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x20 && byte != 0x7F || byte == Octets.lf || byte == Octets.tab {
                index += 1
                continue
            }
            output.append(contentsOf: bytes[start..<index])
            if byte == Octets.cr, index + 1 >= bytes.count || bytes[index + 1] != Octets.lf {
                output.append(Octets.lf)
            }
            index += 1
            start = index
        }
        output.append(contentsOf: bytes[start..<bytes.count])
        return trimmed(output)
    }

    /// Without blank lines before and blank space after.
    static func trimmed(_ text: consuming [UInt8]) -> [UInt8] {
        let range = trimmedRange(text, 0..<text.count)
        text.removeLast(text.count - range.upperBound)
        text.removeFirst(range.lowerBound)
        return text
    }

    /// The place of `range` without blank lines before and blank space after: the indentation of
    /// the first line with text stays.
    static func trimmedRange(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, Octets.isWhite(text[end - 1]) { end -= 1 }
        var start = range.lowerBound
        var index = start
        while index < end, Octets.isWhite(text[index]) {
            index += 1
            if text[index - 1] == Octets.lf { start = index }
        }
        return start..<end
    }

    /// Cuts after ``EmailLimits/textBytesMax`` bytes, at the start of a character.
    static func limited(_ text: [UInt8]) -> (text: [UInt8], cut: Bool) {
        guard text.count > EmailLimits.textBytesMax else { return (text, false) }
        var end = EmailLimits.textBytesMax
        while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        return (Array(text[..<end]), true)
    }

    /// The lines of a normalised text, as places without their line feeds.
    static func lines(_ text: [UInt8]) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        lines.reserveCapacity(32)
        var start = 0
        for index in 0..<text.count where text[index] == Octets.lf {
            lines.append(start..<index)
            start = index + 1
        }
        if start < text.count { lines.append(start..<text.count) }
        return lines
    }
}
