extension Checkpoint {
    /// Base 64 with padding (RFC 4648 section 4), strict: one text for one content.
    enum Base64 {
        private static let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )

        static func encode(_ bytes: [UInt8]) -> String {
            var text: [UInt8] = []
            text.reserveCapacity((bytes.count + 2) / 3 * 4)
            for start in stride(from: 0, to: bytes.count, by: 3) {
                let group = bytes[start..<min(start + 3, bytes.count)]
                let bits =
                    group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                    << (8 * UInt32(3 - group.count))
                for place in 0..<4 {
                    let index = Int(bits >> (18 - 6 * UInt32(place)) & 63)
                    text.append(place <= group.count ? alphabet[index] : 0x3D)
                }
            }
            return String(decoding: text, as: UTF8.self)
        }

        /// The content, or `nil` for anything but its one spelling.
        static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
            guard text.count % 4 == 0 else { return nil }
            let padding = text.suffix(2).reversed().prefix { $0 == 0x3D }.count
            var bytes: [UInt8] = []
            var bits: UInt32 = 0
            var held: UInt32 = 0
            for character in text.dropLast(padding) {
                guard let value = value(character) else { return nil }
                bits = bits << 6 | value
                held += 6
                if held >= 8 {
                    held -= 8
                    bytes.append(UInt8(truncatingIfNeeded: bits >> held))
                    bits &= (1 << held) - 1
                }
            }
            // Bits left over must be zero, or two texts would have one content.
            return bits == 0 && held == UInt32(padding) * 2 ? bytes : nil
        }

        private static func value(_ character: UInt8) -> UInt32? {
            switch character {
            case 0x41...0x5A: UInt32(character - 0x41)
            case 0x61...0x7A: UInt32(character - 0x61 + 26)
            case 0x30...0x39: UInt32(character - 0x30 + 52)
            case 0x2B: 62
            case 0x2F: 63
            default: nil
            }
        }
    }
}
