/// Readable text from the raw value of a header field.
enum HeaderText {
    /// The value as one line of text: unfolded, encoded words decoded, eight-bit bytes read as
    /// UTF-8 (RFC 6532) or else windows-1252, controls removed.
    ///
    /// - Complexity: O(length).
    static func decoded(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        let trimmed = Octets.trimmed(range, in: bytes)
        if isPlain(bytes, trimmed) { return Octets.text(bytes[trimmed]) }
        return decoded(unfolded(bytes, trimmed))
    }

    /// The same for a value that is already unfolded.
    static func decoded(_ unfolded: [UInt8]) -> String {
        var value = Charset.unlabelled(unfolded)
        if EncodedWords.mayStand(in: value) { value = EncodedWords.decode(value) }
        value = withoutControls(value)
        return Octets.text(value[Octets.trimmed(0..<value.count, in: value)])
    }

    /// The value on one line: line ends before blanks are dropped (RFC 5322, section 2.2.3),
    /// others, which only bad folding leaves, become a space.
    static func unfolded(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(range.count)
        var rest = bytes[range]
        while let lineEnd = rest.firstIndex(where: Octets.isLineEnd) {
            output.append(contentsOf: rest[..<lineEnd])
            rest = rest[lineEnd...].drop(while: Octets.isLineEnd)
            if let first = rest.first, !Octets.isBlank(first) { output.append(Octets.space) }
        }
        output.append(contentsOf: rest)
        return output
    }

    /// The value on one line, and where it stands in those bytes: they are the given ones where there
    /// is nothing to unfold.
    static func oneLine(
        _ bytes: [UInt8],
        _ range: Range<Int>
    ) -> (bytes: [UInt8], range: Range<Int>) {
        guard bytes[range].contains(where: Octets.isLineEnd) else { return (bytes, range) }
        let unfolded = unfolded(bytes, range)
        return (unfolded, 0..<unfolded.count)
    }

    /// Nothing to unfold, decode or remove.
    private static func isPlain(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        var before: UInt8 = 0
        for index in range {
            let byte = bytes[index]
            if byte &- 0x20 > 0x5E || (byte == Octets.question && before == Octets.equals) {
                return false
            }
            before = byte
        }
        return true
    }

    /// Control characters, which encoded words can carry too, as spaces; NUL is dropped.
    private static func withoutControls(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: Octets.isControl) else { return bytes }
        return bytes.filter { $0 != 0 }.map { Octets.isControl($0) ? Octets.space : $0 }
    }
}
