/// Numbers packed into base32 letters (A–Z, 2–7; RFC 4648), five bits each, most significant first.
struct TokenBits {
    private(set) var letters: [UInt8] = []
    private var pending: UInt8 = 0
    private var pendingBits = 0

    /// Adds the lowest `bits` of a number.
    mutating func append(_ number: UInt64, bits: Int) {
        for shift in (0..<bits).reversed() {
            pending = pending << 1 | UInt8(truncatingIfNeeded: number >> UInt64(shift)) & 1
            pendingBits += 1
            if pendingBits == 5 {
                letters.append(TokenBits.letter(pending))
                pending = 0
                pendingBits = 0
            }
        }
    }

    /// Adds whole bytes.
    mutating func append(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { append(UInt64(byte), bits: 8) }
    }

    private static func letter(_ value: UInt8) -> UInt8 {
        value < 26 ? 0x41 + value : 0x32 + value - 26
    }

    /// Takes numbers back out of letters.
    struct Reader {
        private let values: [UInt8]
        private var at = 0

        /// Takes exactly `count` letters after `prefix`, in either case; else `nil`.
        init?(_ text: some Collection<UInt8>, prefix: String, count: Int) {
            guard text.count == prefix.utf8.count + count else { return nil }
            let start = text.prefix(prefix.utf8.count).map(Reader.upper)
            guard start == Array(prefix.utf8) else { return nil }
            var values: [UInt8] = []
            for byte in text.dropFirst(prefix.utf8.count) {
                switch Reader.upper(byte) {
                case let letter where letter >= 0x41 && letter <= 0x5A:
                    values.append(letter - 0x41)
                case let digit where digit >= 0x32 && digit <= 0x37:
                    values.append(digit - 0x32 + 26)
                default: return nil
                }
            }
            self.values = values
        }

        /// The next `bits` bits, at most 64; zeros beyond the end.
        mutating func take(bits: Int) -> UInt64 {
            var number: UInt64 = 0
            for _ in 0..<bits {
                let group = at / 5
                let value = group < values.count ? values[group] : 0
                number = number << 1 | UInt64(value >> UInt8(4 - at % 5) & 1)
                at += 1
            }
            return number
        }

        /// The next `count` bytes.
        mutating func take(bytes count: Int) -> [UInt8] {
            (0..<count).map { _ in UInt8(truncatingIfNeeded: take(bits: 8)) }
        }

        private static func upper(_ byte: UInt8) -> UInt8 {
            byte >= 0x61 && byte <= 0x7A ? byte - 0x20 : byte
        }
    }
}
