/// Quoted-printable of RFC 2045, section 6.7, as the world writes it.
enum QuotedPrintable {
    /// The bytes that the text in `range` stands for. Digits in either case; blanks at the end of a
    /// line are dropped, also after the `=` of a soft line break; a `=` that begins neither a byte
    /// nor a line break stays as it is.
    ///
    /// - Complexity: O(length).
    static func decode(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var position = range.lowerBound
        while position < range.upperBound {
            let line = Octets.line(in: bytes, from: position, to: range.upperBound)
            var end = line.contentEnd
            while end > position, Octets.isBlank(bytes[end - 1]) { end -= 1 }
            let soft = end > position && bytes[end - 1] == Octets.equals
            decodeLine(bytes, position..<(soft ? end - 1 : end), to: &output)
            if !soft { output.append(contentsOf: bytes[line.contentEnd..<line.next]) }
            position = line.next
        }
        return output
    }

    private static func decodeLine(
        _ bytes: [UInt8],
        _ line: Range<Int>,
        to output: inout [UInt8]
    ) {
        var index = line.lowerBound
        while index < line.upperBound {
            let byte = bytes[index]
            if byte == Octets.equals, index + 2 < line.upperBound,
                let high = Octets.hexValue(bytes[index + 1]),
                let low = Octets.hexValue(bytes[index + 2])
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(byte)
                index += 1
            }
        }
    }
}
