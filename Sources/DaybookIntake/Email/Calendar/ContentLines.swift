internal import DaybookDomain

extension ContentLines {
    /// All lines of a calendar in a mail, in order.
    ///
    /// - Complexity: O(length).
    /// - Throws: ``CalendarUnreadable/tooLarge``.
    static func read(_ bytes: [UInt8]) throws(CalendarUnreadable) -> [Line] {
        let limits = Limits(
            bytesMax: CalendarLimits.bytesMax,
            linesMax: CalendarLimits.linesMax,
            lineBytesMax: CalendarLimits.lineBytesMax,
            parametersMax: CalendarLimits.parametersMax
        )
        do {
            var reader = try ContentLines(bytes, limits: limits)
            var lines: [Line] = []
            while let line = try reader.next() { lines.append(line) }
            return lines
        } catch {
            throw .tooLarge
        }
    }

    /// A TEXT value without its escapes, in whatever character set it seems to be.
    static func text(_ value: [UInt8]) -> String {
        Charset.text(unlabelled: unescaped(value)[...])
    }
}
