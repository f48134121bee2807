/// A structured value with parameters: Content-Type and Content-Disposition (RFC 2045, section 5.1;
/// RFC 2183), with the continuations and charsets of RFC 2231.
struct MIMEParameters {
    private struct Segment {
        let name: String
        let section: Int
        let isExtended: Bool
        let value: [UInt8]
    }

    /// What stands before the first semicolon, lower case, without comments.
    let main: String
    private var segments: [Segment] = []

    /// Reads a raw value. Parameters beyond ``EmailLimits/parametersMax`` are not read.
    ///
    /// - Complexity: O(length).
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        let value = HeaderText.unfolded(bytes, range)
        var index = 0
        var main: [UInt8] = []
        while index < value.count, value[index] != Octets.semicolon {
            if value[index] == Octets.open {
                MIMEParameters.skipComment(value, &index)
                continue
            }
            if !Octets.isWhite(value[index]), value[index] != 0 {
                main.append(Octets.lowercased(value[index]))
            }
            index += 1
        }
        self.main = Octets.text(Charset.unlabelled(main)[...])
        while index < value.count, segments.count < EmailLimits.parametersMax {
            index += 1
            if let segment = MIMEParameters.segment(value, &index) { segments.append(segment) }
        }
    }

    /// The bytes of a parameter as written, without RFC 2231; `nil` if there is none.
    func bytes(_ name: String) -> [UInt8]? {
        var joined: [UInt8]?
        for segment in ordered(name) where !segment.isExtended {
            if joined != nil, segment.section <= 0 { break }
            joined = (joined ?? []) + segment.value
        }
        return joined
    }

    /// The text of a parameter, decoded; empty if there is none. The extended form is preferred to
    /// the plain one beside it (RFC 6266 says so for file names); encoded words, which mailers
    /// write here against RFC 2047, are decoded too.
    func text(_ name: String) -> String {
        let found = ordered(name)
        guard let first = found.first else { return "" }
        if first.section < 0, !first.isExtended { return HeaderText.decoded(first.value) }
        var charset = ""
        var joined: [UInt8] = []
        for (place, segment) in found.enumerated() {
            guard segment.isExtended else {
                joined.append(contentsOf: segment.value)
                continue
            }
            var value = segment.value[...]
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
    private func ordered(_ name: String) -> ArraySlice<Segment> {
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

    /// One `name=value` from `index` up to its semicolon.
    private static func segment(_ value: [UInt8], _ index: inout Int) -> Segment? {
        skipBlank(value, &index)
        var name: [UInt8] = []
        while index < value.count, value[index] != Octets.equals, value[index] != Octets.semicolon {
            if !Octets.isWhite(value[index]) { name.append(Octets.lowercased(value[index])) }
            index += 1
        }
        guard index < value.count, value[index] == Octets.equals else { return nil }
        index += 1
        skipBlank(value, &index)
        let content = self.content(value, &index)
        while index < value.count, value[index] != Octets.semicolon { index += 1 }
        return named(name, content)
    }

    private static func content(_ value: [UInt8], _ index: inout Int) -> [UInt8] {
        var content: [UInt8] = []
        guard index < value.count, value[index] == Octets.quote else {
            while index < value.count, value[index] != Octets.semicolon,
                value[index] != Octets.open
            {
                content.append(value[index])
                index += 1
            }
            while let last = content.last, Octets.isWhite(last) { content.removeLast() }
            return content
        }
        index += 1
        while index < value.count, value[index] != Octets.quote {
            if value[index] == Octets.backslash, index + 1 < value.count { index += 1 }
            content.append(value[index])
            index += 1
        }
        return content
    }

    /// Splits `name*3*` into name, section and mark.
    private static func named(_ name: [UInt8], _ value: [UInt8]) -> Segment? {
        var base = name[...]
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
        guard !base.isEmpty else { return nil }
        return Segment(
            name: Octets.text(base),
            section: section,
            isExtended: isExtended,
            value: value
        )
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

    private static func skipBlank(_ value: [UInt8], _ index: inout Int) {
        while index < value.count {
            if value[index] == Octets.open {
                skipComment(value, &index)
            } else if Octets.isWhite(value[index]) {
                index += 1
            } else {
                return
            }
        }
    }

    /// Steps over a comment with those inside it; one that never closes ends with the value.
    private static func skipComment(_ value: [UInt8], _ index: inout Int) {
        var depth = 0
        while index < value.count {
            let byte = value[index]
            index += 1
            if byte == Octets.backslash {
                index = min(index + 1, value.count)
            } else if byte == Octets.open {
                depth += 1
            } else if byte == Octets.close {
                depth -= 1
                if depth <= 0 { return }
            }
        }
    }
}
