/// The content lines of a calendar (RFC 5545, section 3.1), unfolded by bytes: a fold may stand in
/// the middle of a character.
struct ContentLines {
    /// One line: its name, parameters and value as bytes.
    struct Line: Equatable {
        /// Upper case.
        var name: [UInt8]
        /// Names in upper case; a list of values is one value with its commas.
        var parameters: [(name: [UInt8], value: [UInt8])]
        var value: [UInt8]

        /// The first parameter of that name (upper case).
        func parameter(_ name: String) -> [UInt8]? {
            let wanted = Array(name.utf8)
            return parameters.first { $0.name == wanted }?.value
        }

        static func == (left: Line, right: Line) -> Bool {
            left.name == right.name && left.value == right.value
                && left.parameters.count == right.parameters.count
                && zip(left.parameters, right.parameters).allSatisfy {
                    $0.name == $1.name && $0.value == $1.value
                }
        }
    }

    /// All lines in order; lines that are none are left out.
    ///
    /// - Complexity: O(length).
    /// - Throws: ``CalendarUnreadable/tooLarge``.
    static func read(_ bytes: [UInt8]) throws(CalendarUnreadable) -> [Line] {
        guard bytes.count <= CalendarLimits.bytesMax else { throw .tooLarge }
        var lines: [Line] = []
        var position = 0
        while position < bytes.count {
            var line = Octets.line(in: bytes, from: position, to: bytes.count)
            var whole = Array(bytes[position..<line.contentEnd])
            while line.next < bytes.count, Octets.isBlank(bytes[line.next]) {
                let start = line.next + 1
                line = Octets.line(in: bytes, from: start, to: bytes.count)
                guard whole.count + line.contentEnd - start <= CalendarLimits.lineBytesMax else {
                    throw .tooLarge
                }
                whole += bytes[start..<line.contentEnd]
            }
            position = line.next
            guard whole.count <= CalendarLimits.lineBytesMax else { throw .tooLarge }
            guard let read = try self.line(whole) else { continue }
            guard lines.count < CalendarLimits.linesMax else { throw .tooLarge }
            lines.append(read)
        }
        return lines
    }

    /// `NAME;PARAM=value,"quoted: value":value`, or `nil`.
    private static func line(_ bytes: [UInt8]) throws(CalendarUnreadable) -> Line? {
        var index = 0
        let name = token(bytes, &index)
        guard !name.isEmpty, index < bytes.count else { return nil }
        var parameters: [(name: [UInt8], value: [UInt8])] = []
        while index < bytes.count, bytes[index] == Octets.semicolon {
            index += 1
            let parameter = token(bytes, &index)
            guard !parameter.isEmpty, index < bytes.count, bytes[index] == Octets.equals else {
                return nil
            }
            index += 1
            let value = parameterValue(bytes, &index)
            guard parameters.count < CalendarLimits.parametersMax else { throw .tooLarge }
            parameters.append((parameter, value))
        }
        guard index < bytes.count, bytes[index] == Octets.colon else { return nil }
        return Line(name: name, parameters: parameters, value: Array(bytes[(index + 1)...]))
    }

    /// Letters, digits and hyphens, in upper case.
    private static func token(_ bytes: [UInt8], _ index: inout Int) -> [UInt8] {
        var token: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            guard Octets.isLetter(byte) || Octets.isDigit(byte) || byte == Octets.hyphen else {
                break
            }
            token.append(Octets.isLetter(byte) ? byte & 0xDF : byte)
            index += 1
        }
        return token
    }

    /// Up to the next `;` or `:` outside quotes; the quotes are left out.
    private static func parameterValue(_ bytes: [UInt8], _ index: inout Int) -> [UInt8] {
        var value: [UInt8] = []
        var isQuoted = false
        while index < bytes.count {
            let byte = bytes[index]
            if byte == Octets.quote {
                isQuoted.toggle()
            } else if !isQuoted, byte == Octets.semicolon || byte == Octets.colon {
                break
            } else {
                value.append(byte)
            }
            index += 1
        }
        return value
    }

    /// A TEXT value without its escapes (RFC 5545, section 3.3.11).
    static func text(_ value: [UInt8]) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(value.count)
        var index = 0
        while index < value.count {
            if value[index] == Octets.backslash, index + 1 < value.count {
                let next = value[index + 1]
                output.append(next | 0x20 == 0x6E ? Octets.lf : next)
                index += 2
            } else {
                output.append(value[index])
                index += 1
            }
        }
        return Octets.text(Charset.unlabelled(output)[...])
    }
}
