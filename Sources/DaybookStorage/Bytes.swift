extension [UInt8] {
    /// Appends `value` with its least significant byte first.
    @inline(__always)
    mutating func append<T: FixedWidthInteger>(littleEndian value: T) {
        var rest = value
        for _ in 0..<(T.bitWidth / 8) {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// The integer at `offset`, least significant byte first; nil beyond the end.
    @inline(__always)
    func littleEndian<T: FixedWidthInteger>(at offset: Int, as type: T.Type = T.self) -> T? {
        let size = T.bitWidth / 8
        guard offset >= 0, count >= size, offset <= count - size else { return nil }
        var value: T = 0
        for index in stride(from: size - 1, through: 0, by: -1) {
            value = (value << 8) | T(truncatingIfNeeded: self[offset + index])
        }
        return value
    }

    /// Overwrites eight bytes at `offset` with `value`, most significant byte first.
    @inline(__always)
    mutating func store(bigEndian value: UInt64, at offset: Int) {
        for index in 0..<8 {
            self[offset + index] = UInt8(truncatingIfNeeded: value >> UInt64(56 - 8 * index))
        }
    }

    /// Lower-case hexadecimal digits.
    package var hexadecimal: String {
        var text: [UInt8] = []
        text.reserveCapacity(count * 2)
        let digits: [UInt8] = [UInt8]("0123456789abcdef".utf8)
        for byte in self {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Bytes from hexadecimal digits; nil for an odd count or another character.
    package init?(hexadecimal text: String) {
        let digits = [UInt8](text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = [UInt8].nibble(digits[index]),
                let low = [UInt8].nibble(digits[index + 1])
            else { return nil }
            bytes.append(high << 4 | low)
        }
        self = bytes
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x61...0x66: digit - 0x61 + 10
        case 0x41...0x46: digit - 0x41 + 10
        default: nil
        }
    }
}
