/// Text as quoted-printable (RFC 2045, section 6.7): what ``QuotedPrintable`` reads back is the
/// text with CRLF line ends.
enum QuotedPrintableWriter {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// The encoded lines, each ended by CRLF; every line end of the text (CRLF, LF, CR) is one.
    /// O(length).
    static func bytes(_ text: String) -> [UInt8] {
        let source = Array(text.utf8)
        var output: [UInt8] = []
        output.reserveCapacity(source.count + source.count / 8 + 8)
        var position = 0
        while position < source.count {
            let line = Octets.line(in: source, from: position, to: source.count)
            append(source[position..<line.contentEnd], to: &output)
            output += [Octets.cr, Octets.lf]
            position = line.next
        }
        return output
    }

    private static func append(_ line: ArraySlice<UInt8>, to output: inout [UInt8]) {
        var width = 0
        for index in line.indices {
            let byte = line[index]
            let isLast = index + 1 == line.endIndex
            var piece: [UInt8] = [byte]
            let isBlankAtEnd = Octets.isBlank(byte) && isLast
            // A dot at the start of a line is for SMTP's own use, "From " for mailbox files'.
            let isMarkAtStart = width == 0 && (byte == Octets.dot || byte == 0x46)
            if byte == Octets.equals || (byte < 0x20 && byte != Octets.tab) || byte > 0x7E
                || isBlankAtEnd || isMarkAtStart
            {
                piece = [Octets.equals, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
            // Room is left for the `=` of a soft line break.
            let room = OutgoingLimits.quotedLineBytesMax - (isLast ? 0 : 1)
            if width + piece.count > room {
                output += [Octets.equals, Octets.cr, Octets.lf]
                width = 0
            }
            output += piece
            width += piece.count
        }
    }
}
