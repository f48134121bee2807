internal import DaybookDomain

/// A length of time as `clinic.json` writes it: `"30s"`, `"90m"`, `"4h"`, `"7d"`, or minutes as a
/// number.
enum FileDuration {
    /// Most digits before the unit.
    private static let digitsMax = 9

    /// The length in seconds, or nothing if the value is written otherwise.
    static func seconds(_ value: JSONValue) -> Int64? {
        switch value {
        case .integer(let minutes):
            guard (0...999_999_999).contains(minutes) else { return nil }
            return minutes * 60
        case .string(let text):
            let bytes = Array(text.utf8)
            guard let unit = bytes.last, (2...(digitsMax + 1)).contains(bytes.count) else {
                return nil
            }
            var number: Int64 = 0
            for byte in bytes.dropLast() {
                guard (0x30...0x39).contains(byte) else { return nil }
                number = number * 10 + Int64(byte - 0x30)
            }
            switch unit {
            case UInt8(ascii: "s"): return number
            case UInt8(ascii: "m"): return number * 60
            case UInt8(ascii: "h"): return number * 3_600
            case UInt8(ascii: "d"): return number * 86_400
            default: return nil
            }
        default: return nil
        }
    }

    /// The length in the largest unit that says it exactly; days from two days on.
    static func text(seconds: Int64) -> String {
        if seconds >= 172_800, seconds % 86_400 == 0 { return "\(seconds / 86_400)d" }
        if seconds > 0, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
        if seconds % 60 == 0 { return "\(seconds / 60)m" }
        return "\(seconds)s"
    }

    /// The same for minutes.
    static func text(minutes: some BinaryInteger) -> String {
        text(seconds: Int64(minutes) * 60)
    }
}
