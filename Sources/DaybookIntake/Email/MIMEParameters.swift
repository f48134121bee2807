/// A structured value with parameters: Content-Type and Content-Disposition (RFC 2045, section 5.1;
/// RFC 2183), with the continuations and charsets of RFC 2231.
struct MIMEParameters {
    /// The parameters that the reader asks for.
    enum Name: String {
        case charset
        case name
        case filename
        case format
        case delsp
        case boundary
        case reportType = "report-type"
    }

    /// `name=value`, `name*=value` or `name*3=value`.
    private struct Segment {
        let name: Name
        let section: Int
        let isExtended: Bool
        /// The place of the value, without the quotes around it.
        let value: Range<Int>
        /// Whether backslashes stand before bytes of the value and are no part of it.
        let isEscaped: Bool
    }

    /// What stands before the first semicolon, lower case, without comments.
    let main: String
    /// The value on one line.
    private let bytes: [UInt8]
    private var segments: [Segment] = []

    /// Reads a raw value. Parameters beyond ``EmailLimits/parametersMax`` are not read.
    ///
    /// - Complexity: O(length).
    init(_ written: [UInt8], _ range: Range<Int>) {
        let line = HeaderText.oneLine(written, range)
        bytes = line.bytes
        var index = line.range.lowerBound
        let end = line.range.upperBound
        var word: [UInt8] = []
        word.reserveCapacity(32)
        while index < end, bytes[index] != Octets.semicolon {
            if bytes[index] == Octets.open {
                MIMEParameters.skipComment(bytes, &index, end)
                continue
            }
            if !Octets.isWhite(bytes[index]), bytes[index] != 0 {
                word.append(Octets.lowercased(bytes[index]))
            }
            index += 1
        }
        main = Charset.text(unlabelled: word[...])
        var left = EmailLimits.parametersMax
        while index < end, left > 0 {
            index += 1
            if readSegment(&index, end, &word) { left -= 1 }
        }
    }

    /// The bytes of a parameter as written, without RFC 2231; `nil` if there is none.
    func bytes(_ name: Name) -> [UInt8]? {
        var joined: [UInt8]?
        for segment in ordered(name) where !segment.isExtended {
            if joined != nil, segment.section <= 0 { break }
            joined = (joined ?? []) + value(segment)
        }
        return joined
    }

    /// Whether that word, in any case, is the value of a parameter.
    func has(_ name: Name, _ word: String) -> Bool {
        guard let value = bytes(name) else { return false }
        return Octets.isWord(Array(word.utf8), in: value, at: 0..<value.count)
    }

    /// The text of a parameter, decoded; empty if there is none. The extended form is preferred to
    /// the plain one beside it (RFC 6266 says so for file names); encoded words, which mailers
    /// write here against RFC 2047, are decoded too.
    func text(_ name: Name) -> String {
        let found = ordered(name)
        guard let first = found.first else { return "" }
        // As nearly always.
        if first.section < 0, !first.isExtended, !first.isEscaped {
            return HeaderText.decoded(bytes, first.value)
        }
        var charset = ""
        var joined: [UInt8] = []
        for (place, segment) in found.enumerated() {
            guard segment.isExtended else {
                joined.append(contentsOf: value(segment))
                continue
            }
            var value = value(segment)
            if place == 0, let quoted = MIMEParameters.charset(value) {
                charset = quoted.name
                value = value[quoted.end...]
            }
            MIMEParameters.appendPercentDecoded(value, to: &joined)
        }
        let decoded = charset.isEmpty ? joined : Charset.utf8(joined, label: charset).utf8
        return HeaderText.decoded(decoded)
    }

    /// The segments of one parameter in the order in which they join: `name*` alone, or `name*0`,
    /// `name*1`, … up to the first gap, or `name` alone.
    private func ordered(_ name: Name) -> ArraySlice<Segment> {
        guard let first = segments.firstIndex(where: { $0.name == name }) else { return [] }
        let isOnly = !segments[(first + 1)...].contains { $0.name == name }
        // As nearly always.
        if isOnly, segments[first].section < 0 { return segments[first...first] }
        var plain: Segment?
        var extended: Segment?
        var numbered: [Segment] = []
        for segment in segments where segment.name == name {
            if segment.section >= 0 {
                numbered.append(segment)
            } else if segment.isExtended {
                extended = extended ?? segment
            } else {
                plain = plain ?? segment
            }
        }
        if let extended { return [extended] }
        numbered.sort { $0.section < $1.section }
        var run: [Segment] = []
        for segment in numbered where segment.section == run.count { run.append(segment) }
        if !run.isEmpty { return run[...] }
        return plain.map { [$0] } ?? []
    }

    private func value(_ segment: Segment) -> ArraySlice<UInt8> {
        guard segment.isEscaped else { return bytes[segment.value] }
        var value: [UInt8] = []
        var index = segment.value.lowerBound
        while index < segment.value.upperBound {
            if bytes[index] == Octets.backslash, index + 1 < segment.value.upperBound { index += 1 }
            value.append(bytes[index])
            index += 1
        }
        return value[...]
    }

    /// Reads one `name=value` from `index` up to its semicolon, and says whether there was one. `word`
    /// is room for its name.
    private mutating func readSegment(
        _ index: inout Int,
        _ end: Int,
        _ word: inout [UInt8]
    ) -> Bool {
        MIMEParameters.skipBlank(bytes, &index, end)
        word.removeAll(keepingCapacity: true)
        while index < end, bytes[index] != Octets.equals, bytes[index] != Octets.semicolon {
            if !Octets.isWhite(bytes[index]) { word.append(Octets.lowercased(bytes[index])) }
            index += 1
        }
        guard index < end, bytes[index] == Octets.equals else { return false }
        index += 1
        MIMEParameters.skipBlank(bytes, &index, end)
        let content = content(&index, end)
        while index < end, bytes[index] != Octets.semicolon { index += 1 }
        guard let (base, section, isExtended) = MIMEParameters.split(word[...]) else {
            return false
        }
        if let name = Name(rawValue: Octets.text(base)) {
            segments.append(
                Segment(
                    name: name,
                    section: section,
                    isExtended: isExtended,
                    value: content.place,
                    isEscaped: content.isEscaped
                )
            )
        }
        return true
    }

    private func content(
        _ index: inout Int,
        _ end: Int
    ) -> (place: Range<Int>, isEscaped: Bool) {
        var start = index
        guard index < end, bytes[index] == Octets.quote else {
            while index < end, bytes[index] != Octets.semicolon, bytes[index] != Octets.open {
                index += 1
            }
            var last = index
            while last > start, Octets.isWhite(bytes[last - 1]) { last -= 1 }
            return (start..<last, false)
        }
        index += 1
        start = index
        var isEscaped = false
        while index < end, bytes[index] != Octets.quote {
            if bytes[index] == Octets.backslash, index + 1 < end {
                isEscaped = true
                index += 1
            }
            index += 1
        }
        return (start..<index, isEscaped)
    }

    /// Splits `name*3*` into name, section (−1 for none) and mark.
    private static func split(
        _ name: ArraySlice<UInt8>
    ) -> (base: ArraySlice<UInt8>, section: Int, isExtended: Bool)? {
        var base = name
        let isExtended = base.last == Octets.star
        if isExtended { base = base.dropLast() }
        var section = -1
        if let star = base.lastIndex(of: Octets.star) {
            let digits = base[(star + 1)...]
            guard !digits.isEmpty, digits.count <= 3, digits.allSatisfy(Octets.isDigit) else {
                return nil
            }
            section = digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
            base = base[..<star]
        }
        return base.isEmpty ? nil : (base, section, isExtended)
    }

    /// The charset of an extended value, `charset'language'`, and where the value begins.
    private static func charset(_ value: ArraySlice<UInt8>) -> (name: String, end: Int)? {
        guard let first = value.firstIndex(of: 0x27),
            let second = value[(first + 1)...].firstIndex(of: 0x27)
        else { return nil }
        let name = Charset.normalised(Octets.text(value[..<first]))
        return (name, second + 1)
    }

    private static func appendPercentDecoded(
        _ value: ArraySlice<UInt8>,
        to output: inout [UInt8]
    ) {
        var index = value.startIndex
        while index < value.endIndex {
            if value[index] == 0x25, index + 2 < value.endIndex,
                let high = Octets.hexValue(value[index + 1]),
                let low = Octets.hexValue(value[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(value[index])
                index += 1
            }
        }
    }

    private static func skipBlank(_ value: [UInt8], _ index: inout Int, _ end: Int) {
        while index < end {
            if value[index] == Octets.open {
                skipComment(value, &index, end)
            } else if Octets.isWhite(value[index]) {
                index += 1
            } else {
                return
            }
        }
    }

    /// Steps over a comment with those inside it; one that never closes ends with the value.
    private static func skipComment(_ value: [UInt8], _ index: inout Int, _ end: Int) {
        var depth = 0
        while index < end {
            let byte = value[index]
            index += 1
            if byte == Octets.backslash {
                index = min(index + 1, end)
            } else if byte == Octets.open {
                depth += 1
            } else if byte == Octets.close {
                depth -= 1
                if depth <= 0 { return }
            }
        }
    }
}
