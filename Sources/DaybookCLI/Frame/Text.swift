import Daybook

/// How values are written for people and programs.
enum Text {
    /// Bytes as lower-case hexadecimal.
    static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
    }

    /// An instant in RFC 3339 with the zone's offset.
    static func instant(_ instant: Instant, in zone: ZoneRules?) -> String {
        let offset = zone?.offsetSeconds(at: instant) ?? 0
        return instant.rfc3339(offsetSeconds: offset) ?? "\(instant.milliseconds)"
    }
}
