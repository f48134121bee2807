/// Header values in ASCII: plain words as they are, others as encoded words of RFC 2047 in UTF-8.
enum HeaderEncoder {
    /// Unstructured text as pieces between which it may be folded.
    ///
    /// Text of printable ASCII that no reader would take for an encoded word, and whose words fit a
    /// line, stays as it is.
    static func words(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let words = bytes.split(separator: Octets.space, omittingEmptySubsequences: false)
        let isPlain =
            bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } && !EncodedWords.mayStand(in: bytes + [0])
            && Octets.find([0x3D, 0x3F], in: bytes, from: 0, to: bytes.count) == nil
            // Two blanks at a fold, or at an end, would be lost.
            && words.allSatisfy { !$0.isEmpty && $0.count < OutgoingLimits.lineBytesMax - 20 }
        if isPlain { return words.map { String(decoding: $0, as: UTF8.self) } }
        return encoded(text)
    }

    /// A display name: a quoted string where it is ASCII, else encoded words.
    static func phrase(_ name: String) -> [String] {
        let bytes = Array(name.utf8)
        let isPlain =
            bytes.count < OutgoingLimits.lineBytesMax - 20
            && bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
            && Octets.find([0x3D, 0x3F], in: bytes, from: 0, to: bytes.count) == nil
        guard isPlain else { return encoded(name) }
        var quoted: [UInt8] = [Octets.quote]
        for byte in bytes {
            if byte == Octets.quote || byte == Octets.backslash { quoted.append(Octets.backslash) }
            quoted.append(byte)
        }
        quoted.append(Octets.quote)
        return [String(decoding: quoted, as: UTF8.self)]
    }

    /// Encoded words of whole characters each (RFC 2047, section 5), controls left out.
    private static func encoded(_ text: String) -> [String] {
        let prefix = "=?utf-8?B?"
        let suffix = "?="
        let room =
            (OutgoingLimits.encodedWordBytesMax - prefix.utf8.count - suffix.utf8.count) / 4 * 3
        var words: [String] = []
        var run: [UInt8] = []
        for scalar in text.unicodeScalars where scalar.value >= 0x20 && scalar.value != 0x7F {
            let bytes = Array(String(scalar).utf8)
            if run.count + bytes.count > room {
                words.append(prefix + Base64Digits.text(run) + suffix)
                run = []
            }
            run += bytes
        }
        if !run.isEmpty { words.append(prefix + Base64Digits.text(run) + suffix) }
        return words
    }
}
