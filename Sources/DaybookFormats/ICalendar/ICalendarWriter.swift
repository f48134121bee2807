package import DaybookDomain

/// Writes iCalendar (RFC 5545) content lines: ended by CRLF, folded at 75 octets between
/// characters.
package struct ICalendarWriter: Sendable {
    /// The longest line in octets, without its end (RFC 5545 section 3.1).
    package static let lineOctets = 75

    /// What has been written so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts an empty text.
    package init() {}

    /// Writes a line whose value stands as it is. O(length).
    package mutating func line(_ name: String, _ value: String) {
        fold(Array("\(name):\(value)".utf8))
    }

    /// Writes a line whose value is TEXT: backslash, comma, semicolon and line feed are escaped
    /// (RFC 5545 section 3.3.11); other control characters are left out.
    package mutating func text(_ name: String, _ value: String) {
        var line = Array("\(name):".utf8)
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: ","), UInt8(ascii: ";"):
                line += [UInt8(ascii: "\\"), byte]
            case 0x0A: line += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case 0..<0x20, 0x7F: continue
            default: line.append(byte)
            }
        }
        fold(line)
    }

    /// A UTC date-time, "20261124T090000Z"; years outside 0 to 9999 are cut to their ends.
    package static func dateTime(_ instant: Instant) -> String {
        let first = Instant(seconds: -62_167_219_200)
        let last = Instant(seconds: 253_402_300_799)
        let text = min(max(instant, first), last).rfc3339() ?? ""
        return text.prefix { $0 != "." && $0 != "Z" }.filter { $0 != "-" && $0 != ":" } + "Z"
    }

    private mutating func fold(_ line: [UInt8]) {
        var rest = line[...]
        var room = ICalendarWriter.lineOctets
        while rest.count > room {
            var end = rest.startIndex + room
            // Not between the octets of one character, which begin with binary 10 but for the
            // first.
            while end > rest.startIndex, rest[end] & 0xC0 == 0x80 { end -= 1 }
            bytes += rest[..<end]
            bytes += [0x0D, 0x0A, 0x20]
            rest = rest[end...]
            // The space that begins a continued line counts.
            room = ICalendarWriter.lineOctets - 1
        }
        bytes += rest
        bytes += [0x0D, 0x0A]
    }
}
