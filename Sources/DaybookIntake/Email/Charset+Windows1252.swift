extension Charset {
    /// Code points of 0x80–0x9F. The five bytes that windows-1252 leaves open stay controls, as in
    /// the WHATWG Encoding Standard.
    private static let high: [UInt16] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
        0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
        0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// `bytes`, read as windows-1252, in UTF-8. Every byte has a meaning. O(length).
    static func windows1252(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count &+ bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else {
                append(UInt32(codePoint(windows1252: byte)), to: &output)
            }
        }
        return output
    }

    /// The code point of one windows-1252 byte.
    static func codePoint(windows1252 byte: UInt8) -> UInt16 {
        byte &- 0x80 < 32 ? high[Int(byte &- 0x80)] : UInt16(byte)
    }

    /// Appends a code point as UTF-8; one that is no Unicode scalar as U+FFFD.
    static func append(_ codePoint: UInt32, to output: inout [UInt8]) {
        guard let scalar = Unicode.Scalar(codePoint) else {
            output.append(contentsOf: replacement)
            return
        }
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}
