/// The content lines of a calendar (RFC 5545, section 3.1), unfolded by bytes: a fold may stand in
/// the middle of a character. Lines that are none are left out.
package struct ContentLines {
    /// One line: its name, parameters and value as bytes.
    package struct Line: Equatable {
        /// Upper case.
        package var name: [UInt8]
        /// Names in upper case; a list of values is one value with its commas.
        package var parameters: [(name: [UInt8], value: [UInt8])]
        /// Everything after the colon, with its escapes.
        package var value: [UInt8]
        /// Where it begins, from 1; says nothing about what it is.
        package var number: Int

        /// The first parameter of that name (upper case).
        package func parameter(_ name: String) -> [UInt8]? {
            let wanted = Array(name.utf8)
            return parameters.first { $0.name == wanted }?.value
        }

        package static func == (left: Line, right: Line) -> Bool {
            left.name == right.name && left.value == right.value
                && left.parameters.count == right.parameters.count
                && zip(left.parameters, right.parameters).allSatisfy {
                    $0.name == $1.name && $0.value == $1.value
                }
        }
    }

    /// The bounds of what is read.
    package struct Limits: Sendable {
        /// Longest calendar in bytes.
        package var bytesMax: Int
        /// Most lines.
        package var linesMax: Int
        /// Longest line in bytes, unfolded.
        package var lineBytesMax: Int
        /// Most parameters of one line.
        package var parametersMax: Int

        /// Makes limits.
        package init(bytesMax: Int, linesMax: Int, lineBytesMax: Int, parametersMax: Int) {
            self.bytesMax = bytesMax
            self.linesMax = linesMax
            self.lineBytesMax = lineBytesMax
            self.parametersMax = parametersMax
        }
    }

    /// The calendar is beyond one of the limits.
    package struct TooLarge: Error {
        /// The line that was reached, from 1.
        package let line: Int

        /// Makes the error.
        package init(line: Int) {
            self.line = line
        }
    }

    private let bytes: [UInt8]
    private let limits: Limits
    private var position = 0
    private var number = 0
    private var count = 0

    /// Reads a calendar line by line.
    package init(_ bytes: [UInt8], limits: Limits) throws(TooLarge) {
        guard bytes.count <= limits.bytesMax else { throw TooLarge(line: 1) }
        self.bytes = bytes
        self.limits = limits
    }

    /// The next line; `nil` at the end. O(its length).
    package mutating func next() throws(TooLarge) -> Line? {
        while position < bytes.count {
            let begin = number + 1
            var line = physicalLine(from: position)
            var whole = Array(bytes[position..<line.end])
            while line.next < bytes.count, bytes[line.next] == 0x20 || bytes[line.next] == 0x09 {
                let start = line.next + 1
                line = physicalLine(from: start)
                guard whole.count + line.end - start <= limits.lineBytesMax else {
                    throw TooLarge(line: begin)
                }
                whole += bytes[start..<line.end]
            }
            position = line.next
            guard whole.count <= limits.lineBytesMax else { throw TooLarge(line: begin) }
            guard let read = try parse(whole, begin) else { continue }
            count += 1
            guard count <= limits.linesMax else { throw TooLarge(line: begin) }
            return read
        }
        return nil
    }

    /// Where a line ends without its terminator (CRLF, LF or a lone CR), and where the next begins.
    private mutating func physicalLine(from start: Int) -> (end: Int, next: Int) {
        number += 1
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x0A { return (index, index + 1) }
            if bytes[index] == 0x0D {
                let isPair = index + 1 < bytes.count && bytes[index + 1] == 0x0A
                return (index, isPair ? index + 2 : index + 1)
            }
            index += 1
        }
        return (index, index)
    }

    /// `NAME;PARAM=value,"quoted: value":value`, or `nil`.
    private func parse(_ bytes: [UInt8], _ number: Int) throws(TooLarge) -> Line? {
        var index = 0
        let name = ContentLines.token(bytes, &index)
        guard !name.isEmpty, index < bytes.count else { return nil }
        var parameters: [(name: [UInt8], value: [UInt8])] = []
        while index < bytes.count, bytes[index] == UInt8(ascii: ";") {
            index += 1
            let parameter = ContentLines.token(bytes, &index)
            guard !parameter.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else {
                return nil
            }
            index += 1
            let value = ContentLines.parameterValue(bytes, &index)
            guard parameters.count < limits.parametersMax else { throw TooLarge(line: number) }
            parameters.append((parameter, value))
        }
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return nil }
        let value = Array(bytes[(index + 1)...])
        return Line(name: name, parameters: parameters, value: value, number: number)
    }

    /// Letters, digits and hyphens, in upper case.
    private static func token(_ bytes: [UInt8], _ index: inout Int) -> [UInt8] {
        var token: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            let isLetter = (byte | 0x20) &- 0x61 < 26
            guard isLetter || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") else { break }
            token.append(isLetter ? byte & 0xDF : byte)
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
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted, byte == UInt8(ascii: ";") || byte == UInt8(ascii: ":") {
                break
            } else {
                value.append(byte)
            }
            index += 1
        }
        return value
    }

    /// A TEXT value without its escapes (RFC 5545, section 3.3.11), as bytes.
    package static func unescaped(_ value: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(value.count)
        var index = 0
        while index < value.count {
            if value[index] == UInt8(ascii: "\\"), index + 1 < value.count {
                let next = value[index + 1]
                output.append(next | 0x20 == 0x6E ? 0x0A : next)
                index += 2
            } else {
                output.append(value[index])
                index += 1
            }
        }
        return output
    }
}
