internal import DaybookDomain

/// A DATE or DATE-TIME of a calendar in the zone that it is meant in.
struct ICalendarTime {
    var wall: WallTime
    /// Seconds of the wall's minute.
    var seconds: Int
    var zone: ZoneRules
    /// Whether it is a day and no time.
    var isDate: Bool

    var instant: Instant {
        zone.instant(for: wall).advanced(byMilliseconds: Int64(seconds) * 1_000)
    }

    /// Reads one value: `20261224`, `20261224T100000` or `20261224T090000Z`.
    init?(_ text: some StringProtocol, in zone: ZoneRules) {
        if let date = Recurrence.date(text) {
            (wall, seconds, isDate) = (WallTime(date: date, minuteOfDay: 0), 0, true)
            self.zone = zone
            return
        }
        var text = Substring(text)
        let isUTC = text.last == "Z"
        if isUTC { text = text.dropLast() }
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = Recurrence.date(parts[0]), parts[1].utf8.count == 6,
            parts[1].utf8.allSatisfy({ $0 &- 0x30 < 10 }), let clock = Int(parts[1]),
            clock / 10_000 <= 23, clock / 100 % 100 <= 59, clock % 100 <= 60
        else { return nil }
        wall = WallTime(date: date, minuteOfDay: clock / 10_000 * 60 + clock / 100 % 100)
        // A leap second is the end of its minute.
        seconds = min(clock % 100, 59)
        self.zone = isUTC ? .utc : zone
        isDate = false
    }

    /// The wall time of the same instant in another zone; a day stays the day.
    func wall(in other: ZoneRules) -> WallTime {
        isDate ? wall : other.wallTime(at: instant)
    }

    /// So many days and milliseconds later: days by the wall, the rest exactly.
    func advanced(days: Int, milliseconds: Int64) -> Instant {
        var later = self
        later.wall = WallTime(
            date: wall.date.advanced(by: days),
            minuteOfDay: Int(wall.minuteOfDay)
        )
        return later.instant.advanced(byMilliseconds: milliseconds)
    }

    /// Reads a DURATION that does not go back (RFC 5545, section 3.3.6): "P1D", "PT1H30M", "P2W".
    static func duration(_ text: String) -> (days: Int, milliseconds: Int64)? {
        var rest = text.uppercased()[...]
        if rest.first == "+" { rest = rest.dropFirst() }
        guard rest.popFirst() == "P" else { return nil }
        var (days, seconds) = (0, 0)
        var isTime = false
        var isEmpty = true
        while !rest.isEmpty {
            if !isTime, rest.first == "T" {
                isTime = true
                rest = rest.dropFirst()
                continue
            }
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...6).contains(digits.count), let number = Int(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            switch (rest.popFirst(), isTime) {
            case ("W", false): days += number * 7
            case ("D", false): days += number
            case ("H", true): seconds += number * 3_600
            case ("M", true): seconds += number * 60
            case ("S", true): seconds += number
            default: return nil
            }
            isEmpty = false
        }
        return isEmpty ? nil : (days, Int64(seconds) * 1_000)
    }
}
