extension Instant {
    /// Reads a timestamp of RFC 3339 section 5.6, such as `2026-11-21T09:30:00.250+01:00`.
    ///
    /// Fractions are cut to milliseconds. A leap second (`23:59:60` in UTC) is the second that
    /// follows it, since POSIX time doesn't count it. Anything else, such as a missing offset or a
    /// space instead of `T`, gives nothing. Years after 6429 are read although no fact can hold
    /// them: see ``Instant/representable``.
    public init?(rfc3339 text: some StringProtocol) {
        self.init(rfc3339: Array(text.utf8))
    }

    /// Reads a timestamp of RFC 3339 section 5.6 from bytes. O(length), never traps.
    public init?(rfc3339 bytes: [UInt8]) {
        var reader = DigitReader(bytes)
        guard let date = reader.date(), reader.byte(of: 0x54, 0x74) != nil,
            let hour = reader.number(digits: 2, in: 0...23), reader.byte(of: 0x3A) != nil,
            let minute = reader.number(digits: 2, in: 0...59), reader.byte(of: 0x3A) != nil,
            let second = reader.number(digits: 2, in: 0...60),
            let fraction = Instant.millisecondsOfFraction(&reader),
            let offset = Instant.offsetSeconds(&reader), reader.isAtEnd
        else { return nil }
        let ofDay = Int64(hour * 3_600 + minute * 60 + second)
        let seconds = Int64(date.dayNumber) * 86_400 + ofDay - offset
        if second == 60 {
            // Only the last second of a UTC day can be a leap second.
            guard seconds % 86_400 == 0 else { return nil }
        }
        self.init(milliseconds: seconds * 1_000 + fraction)
    }

    /// This instant as an RFC 3339 timestamp, with three decimals where the milliseconds aren't
    /// zero.
    ///
    /// - Parameter offsetSeconds: what a clock there is ahead of UTC; whole minutes, within ±23:59.
    ///   Zero is written `Z`.
    /// - Returns: nothing when the local year isn't within 0...9999 or the offset can't be written.
    public func rfc3339(offsetSeconds: Int = 0) -> String? {
        guard offsetSeconds.magnitude < 86_400, offsetSeconds % 60 == 0 else {
            return nil
        }
        let local = seconds + Int64(offsetSeconds)
        let days = floorQuotient(local, 86_400)
        let date = CivilDate(dayNumber: Int32(clamping: days))
        guard (0...9_999).contains(date.parts.year) else { return nil }
        let ofDay = Int(local - days * 86_400)
        let clock = [ofDay / 3_600, ofDay / 60 % 60, ofDay % 60]
        var text = "\(date)T" + clock.map { padded($0, 2) }.joined(separator: ":")
        let fraction = Int(milliseconds - seconds * 1_000)
        if fraction != 0 {
            text += "." + padded(fraction, 3)
        }
        guard offsetSeconds != 0 else { return text + "Z" }
        let minutes = abs(offsetSeconds) / 60
        let sign = offsetSeconds < 0 ? "-" : "+"
        return text + "\(sign)\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// Zero without a fraction; nothing when a point is followed by no digit or by too many.
    private static func millisecondsOfFraction(_ reader: inout DigitReader) -> Int64? {
        guard reader.byte(of: 0x2E) != nil else { return 0 }
        var milliseconds: Int64 = 0
        var count = 0
        while let digit = reader.digit() {
            count += 1
            guard count <= TimeLimits.fractionDigits else { return nil }
            if count <= 3 {
                milliseconds = milliseconds * 10 + Int64(digit)
            }
        }
        guard count > 0 else { return nil }
        for _ in count..<max(count, 3) {
            milliseconds *= 10
        }
        return milliseconds
    }

    private static func offsetSeconds(_ reader: inout DigitReader) -> Int64? {
        guard let mark = reader.byte(of: 0x5A, 0x7A, 0x2B, 0x2D) else { return nil }
        guard mark == 0x2B || mark == 0x2D else { return 0 }
        guard let hours = reader.number(digits: 2, in: 0...23), reader.byte(of: 0x3A) != nil,
            let minutes = reader.number(digits: 2, in: 0...59)
        else { return nil }
        let seconds = Int64(hours * 3_600 + minutes * 60)
        return mark == 0x2D ? -seconds : seconds
    }
}
