/// From the bytes of a text in a declared charset to UTF-8.
///
/// The rule for mail: the label if it is known and fits, else UTF-8 if the bytes are valid, else
/// windows-1252, which is what unlabelled 8-bit mail has been in practice. ISO-8859-1 and US-ASCII
/// are read as windows-1252 too, as the WHATWG Encoding Standard does, because mailers say the one
/// and send the other.
enum Charset {
    /// U+FFFD in UTF-8.
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// Names that mailers write, and what they mean by it.
    private static let aliases: [String: String] = [
        "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030",
        "shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932",
        "windows-31j": "cp932", "ms_kanji": "cp932",
        "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ksc5601": "cp949",
        "big5": "big5-hkscs", "unicode-1-1-utf-7": "utf-7",
        "iso-8859-8-i": "iso-8859-8", "iso-8859-8-e": "iso-8859-8",
        "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
        "windows-874": "cp874", "x-mac-roman": "macintosh", "koi8_r": "koi8-r",
    ]

    private static let utf8Names: Set<String> = ["utf-8", "utf8", "utf_8", "unicode-1-1-utf-8"]
    private static let westernNames: Set<String> = [
        "iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "latin1", "latin-1", "l1",
        "windows-1252", "cp1252", "cp-1252", "x-cp1252", "win-1252", "ansi",
    ]
    private static let asciiNames: Set<String> = [
        "", "us-ascii", "ascii", "ansi_x3.4-1968", "iso-ir-6", "646", "us", "default",
        "unknown-8bit", "unknown", "x-unknown", "x-user-defined", "8bit", "7bit",
    ]

    /// `bytes` as UTF-8, and whether anything had to be replaced or the label could not be
    /// followed.
    ///
    /// - Complexity: O(length).
    static func utf8(_ bytes: [UInt8], label: String) -> (utf8: [UInt8], replaced: Bool) {
        let shape = shape(of: bytes)
        let name = normalised(label)
        // As nearly always.
        if name == "utf-8", shape != .other { return (bytes, false) }
        if shape == .ascii, !isStateful(name) { return (bytes, false) }
        if westernNames.contains(name) { return (windows1252(bytes), false) }
        if utf8Names.contains(name) {
            if shape == .utf8 { return (bytes, false) }
            return (Array(String(decoding: bytes, as: UTF8.self).utf8), true)
        }
        if asciiNames.contains(name) {
            // Eight bits in a text that says it has seven: not as labelled, but plain to read.
            return shape == .utf8 ? (bytes, false) : (windows1252(bytes), false)
        }
        let known = aliases[name] ?? name
        if known.utf8.count <= EmailLimits.charsetNameBytesMax,
            let decoded = CharsetDecoder.utf8(bytes, charset: known)
        {
            return decoded
        }
        if shape != .other { return (bytes, shape == .utf8) }
        return (windows1252(bytes), true)
    }

    /// Unlabelled bytes: UTF-8 if they are valid, else windows-1252.
    static func unlabelled(_ bytes: [UInt8]) -> [UInt8] {
        shape(of: bytes) == .other ? windows1252(bytes) : bytes
    }

    /// Unlabelled bytes as text. O(length).
    static func text(unlabelled bytes: ArraySlice<UInt8>) -> String {
        bytes.allSatisfy { $0 < 0x80 }
            ? Octets.text(bytes) : Octets.text(unlabelled(Array(bytes))[...])
    }

    /// Lower case, without anything but letters, digits and `-_.:+`, and without an RFC 2231
    /// language after a star. So a label cannot carry the flags that follow a slash for iconv.
    static func normalised(_ label: String) -> String {
        // As nearly always.
        if label == "UTF-8" || label == "utf-8" { return "utf-8" }
        var name: [UInt8] = []
        for byte in label.utf8 {
            if byte == Octets.star { break }
            let belongs =
                Octets.isLetter(byte) || Octets.isDigit(byte) || byte == Octets.hyphen
                || byte == Octets.underscore || byte == Octets.dot || byte == Octets.colon
                || byte == 0x2B
            if belongs { name.append(Octets.lowercased(byte)) }
        }
        return Octets.text(name[...])
    }

    /// Charsets in which seven-bit bytes need not mean ASCII.
    private static func isStateful(_ name: String) -> Bool {
        name.hasPrefix("iso-2022") || name.hasPrefix("utf-") && name != "utf-8"
            || name.hasPrefix("hz") || name.hasPrefix("ucs") || name == "unicode-1-1-utf-7"
            || name.hasPrefix("ebcdic") || name.hasPrefix("ibm") || name.hasPrefix("cp0")
            || name.hasPrefix("unicode")
    }

    /// What bytes can be.
    enum Shape { case ascii, utf8, other }

    /// Seven-bit, valid UTF-8 (Unicode, table 3-7), or neither. O(length).
    static func shape(of bytes: [UInt8]) -> Shape {
        // Without an early exit the compiler reads many bytes at once; most mail ends here.
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        if all < 0x80 { return .ascii }
        var index = 0
        let end = bytes.count
        while index < end {
            let lead = bytes[index]
            if lead < 0x80 {
                index += 1
                continue
            }
            let length: Int
            var low: UInt8 = 0x80
            var high: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF:
                length = 3
                if lead == 0xE0 { low = 0xA0 }
                if lead == 0xED { high = 0x9F }
            case 0xF0...0xF4:
                length = 4
                if lead == 0xF0 { low = 0x90 }
                if lead == 0xF4 { high = 0x8F }
            default: return .other
            }
            guard index + length <= end, (low...high).contains(bytes[index + 1]) else {
                return .other
            }
            for offset in 2..<max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 {
                return .other
            }
            index += length
        }
        return .utf8
    }
}
