extension CivilDate: CustomStringConvertible {
    /// Reads `YYYY-MM-DD`, exactly ten bytes, or nothing.
    public init?(_ text: some StringProtocol) {
        self.init(ascii: Array(text.utf8))
    }

    /// Reads `YYYY-MM-DD` from bytes, exactly ten of them, or nothing.
    public init?(ascii bytes: [UInt8]) {
        var reader = DigitReader(bytes)
        guard let date = reader.date(), reader.isAtEnd else { return nil }
        self = date
    }

    /// The date as `YYYY-MM-DD`; years outside 0...9999 carry a sign, as in ISO 8601's expanded
    /// form.
    public var description: String {
        let (year, month, day) = parts
        let sign = year < 0 ? "-" : (year > 9_999 ? "+" : "")
        return "\(sign)\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

/// `number` in decimal with leading zeros up to `width` digits; `number` is not negative.
func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

/// Reads fixed-width numbers and separators from ASCII bytes; every step may fail, none traps.
struct DigitReader {
    private let bytes: [UInt8]
    private(set) var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    /// The next byte without consuming it.
    var peeked: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Consumes the next byte if it is one of `accepted`, and returns it.
    mutating func byte(of accepted: UInt8...) -> UInt8? {
        guard let next = peeked, accepted.contains(next) else { return nil }
        position += 1
        return next
    }

    /// Consumes one decimal digit.
    mutating func digit() -> Int? {
        guard let next = peeked, (0x30...0x39).contains(next) else { return nil }
        position += 1
        return Int(next - 0x30)
    }

    /// Consumes exactly `count` decimal digits (at most nine) whose number lies in `range`.
    mutating func number(digits count: Int, in range: ClosedRange<Int>) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return range.contains(value) ? value : nil
    }

    /// Consumes `YYYY-MM-DD`.
    mutating func date() -> CivilDate? {
        guard let year = number(digits: 4, in: 0...9_999), byte(of: 0x2D) != nil,
            let month = number(digits: 2, in: 1...12), byte(of: 0x2D) != nil,
            let day = number(digits: 2, in: 1...31)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
