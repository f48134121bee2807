/// What identifies a command for ever: 16 bytes that begin with time, so that the table of seen
/// commands is written at its tail.
///
/// Callers mint UUIDv7 (RFC 9562); for channels it is derived from the message, so that a
/// redelivery has the same id. A false time costs locality, never correctness.
public struct CommandID: Hashable, Sendable, CustomStringConvertible {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    /// Makes an id from its halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Makes an id from 16 bytes; `nil` for any other number.
    public init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8...].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A fresh UUIDv7 for a command made at `milliseconds` since the epoch.
    public static func make(
        at milliseconds: Int64,
        using random: inout some RandomNumberGenerator
    ) -> CommandID {
        let time = UInt64(clamping: milliseconds) & 0xFFFF_FFFF_FFFF
        let high = time << 16 | 0x7000 | (UInt64.random(in: 0...0xFFF, using: &random))
        let low = (random.next() & 0x3FFF_FFFF_FFFF_FFFF) | 0x8000_0000_0000_0000
        return CommandID(high: high, low: low)
    }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) {
                bytes.append(UInt8(truncatingIfNeeded: half >> shift))
            }
        }
        return bytes
    }

    /// As a UUID in lower-case hexadecimal.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append(0x2D) }
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads a UUID in hexadecimal with or without hyphens.
    public init?(_ text: some StringProtocol) {
        var nibbles: [UInt8] = []
        for byte in text.utf8 where byte != 0x2D {
            switch byte {
            case 0x30...0x39: nibbles.append(byte - 0x30)
            case 0x61...0x66: nibbles.append(byte - 0x61 + 10)
            case 0x41...0x46: nibbles.append(byte - 0x41 + 10)
            default: return nil
            }
        }
        guard nibbles.count == 32 else { return nil }
        self.init(
            bytes: stride(from: 0, to: 32, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
        )
    }
}
