/// Base 64 with padding (RFC 4648, section 4) and hexadecimal digits, from and to flat buffers.
///
/// Only what the encoder writes is read, bit for bit; whoever reads more leniently reads the same.
struct Base64: Sendable {
    /// What a character stands for; ``noDigit`` for one that stands for nothing.
    private let values: [UInt8]
    private let nibbles: [UInt8]
    private let digits = [UInt8](
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
    )
    private let hexDigits = [UInt8]("0123456789abcdef".utf8)

    private static let noDigit: UInt8 = 0x80
    private static let padding = UInt8(ascii: "=")
    private static let quote = UInt8(ascii: "\"")

    init() {
        var values = [UInt8](repeating: Base64.noDigit, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        self.values = values
        var nibbles = [UInt8](repeating: Base64.noDigit, count: 256)
        for (value, digit) in hexDigits.enumerated() { nibbles[Int(digit)] = UInt8(value) }
        for (value, digit) in "ABCDEF".utf8.enumerated() { nibbles[Int(digit)] = UInt8(10 + value) }
        self.nibbles = nibbles
    }

    /// Appends the bytes of the text that ends at the next quotation mark, which is taken too.
    ///
    /// - Parameter place: where the text begins; where the line goes on, if it can be read.
    /// - Returns: false for text of any other form.
    @inline(__always)
    func decode(
        _ line: Span<UInt8>,
        at place: inout Int,
        to output: inout OutputSpan<UInt8>
    ) -> Bool {
        let values = values.span
        while line.count - place >= 4 {
            let first = values[Int(line[place])]
            let second = values[Int(line[place + 1])]
            let third = values[Int(line[place + 2])]
            let fourth = values[Int(line[place + 3])]
            guard (first | second | third | fourth) & Base64.noDigit == 0 else { break }
            output.append(first << 2 | second >> 4)
            output.append(second << 4 | third >> 2)
            output.append(third << 6 | fourth)
            place += 4
        }
        return decodeEnd(line, at: &place, to: &output)
    }

    /// The last group with its padding, if there is one, and the quotation mark.
    private func decodeEnd(
        _ line: Span<UInt8>,
        at place: inout Int,
        to output: inout OutputSpan<UInt8>
    ) -> Bool {
        if place < line.count, line[place] == Base64.quote {
            place += 1
            return true
        }
        guard line.count - place >= 5, line[place + 3] == Base64.padding,
            line[place + 4] == Base64.quote
        else { return false }
        let first = values[Int(line[place])]
        let second = values[Int(line[place + 1])]
        guard (first | second) & Base64.noDigit == 0 else { return false }
        if line[place + 2] == Base64.padding {
            guard second & 15 == 0 else { return false }
            output.append(first << 2 | second >> 4)
        } else {
            let third = values[Int(line[place + 2])]
            guard third & Base64.noDigit == 0, third & 3 == 0 else { return false }
            output.append(first << 2 | second >> 4)
            output.append(second << 4 | third >> 2)
        }
        place += 5
        return true
    }

    /// Appends `count` bytes from hexadecimal digits of either case; false for anything else.
    @inline(__always)
    func decodeHexadecimal(
        _ line: Span<UInt8>,
        at place: inout Int,
        count: Int,
        to output: inout OutputSpan<UInt8>
    ) -> Bool {
        guard line.count - place >= 2 * count else { return false }
        let nibbles = nibbles.span
        for _ in 0..<count {
            let high = nibbles[Int(line[place])]
            let low = nibbles[Int(line[place + 1])]
            guard (high | low) & Base64.noDigit == 0 else { return false }
            output.append(high << 4 | low)
            place += 2
        }
        return true
    }

    /// Appends the text of a part of `bytes`.
    func encode(_ bytes: Span<UInt8>, _ part: Range<Int>, to output: inout OutputSpan<UInt8>) {
        let digits = digits.span
        var place = part.lowerBound
        while part.upperBound - place >= 3 {
            let (first, second, third) = (bytes[place], bytes[place + 1], bytes[place + 2])
            output.append(digits[Int(first >> 2)])
            output.append(digits[Int((first << 4 | second >> 4) & 63)])
            output.append(digits[Int((second << 2 | third >> 6) & 63)])
            output.append(digits[Int(third & 63)])
            place += 3
        }
        guard place < part.upperBound else { return }
        let first = bytes[place]
        let hasSecond = part.upperBound - place == 2
        let second = hasSecond ? bytes[place + 1] : 0
        output.append(digits[Int(first >> 2)])
        output.append(digits[Int((first << 4 | second >> 4) & 63)])
        output.append(hasSecond ? digits[Int((second << 2) & 63)] : Base64.padding)
        output.append(Base64.padding)
    }

    /// Appends two hexadecimal digits for each byte of a part of `bytes`.
    func encodeHexadecimal(
        _ bytes: Span<UInt8>,
        _ part: Range<Int>,
        to output: inout OutputSpan<UInt8>
    ) {
        let digits = hexDigits.span
        for place in part {
            output.append(digits[Int(bytes[place] >> 4)])
            output.append(digits[Int(bytes[place] & 15)])
        }
    }
}
