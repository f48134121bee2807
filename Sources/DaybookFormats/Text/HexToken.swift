/// A token of 64 bits as sixteen hexadecimal digits: JSON numbers don't hold it everywhere.
enum HexToken {
    /// Sixteen lower-case digits.
    static func text(_ token: UInt64) -> String {
        let digits = String(token, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }

    /// The token of exactly sixteen lower-case digits, or nothing.
    static func token(_ text: String) -> UInt64? {
        guard text.utf8.count == 16 else { return nil }
        var token: UInt64 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39: token = token << 4 | UInt64(byte - 0x30)
            case 0x61...0x66: token = token << 4 | UInt64(byte - 0x57)
            default: return nil
            }
        }
        return token
    }
}
