/// What a clock on the wall shows, to the minute: a date and a minute of that date, in no
/// particular zone. ``ZoneRules`` tells which instant it is.
public struct WallTime: Sendable, Hashable, Comparable, BitwiseCopyable, CustomStringConvertible {
    /// The date the clock shows.
    public let date: CivilDate
    /// Minutes since that date's midnight, 0...1439.
    public let minuteOfDay: Int16

    /// Makes a wall time; minutes outside 0...1439 carry into the date, so 1500 is 01:00 of the day
    /// after.
    public init(date: CivilDate, minuteOfDay: Int) {
        let days = floorQuotient(Int64(minuteOfDay), 1_440)
        self.date = date.advanced(by: Int(days))
        self.minuteOfDay = Int16(Int64(minuteOfDay) - days * 1_440)
    }

    /// Makes a wall time from its parts, or nothing when there is no such date, hour or minute.
    public init?(year: Int, month: Int, day: Int, hour: Int, minute: Int) {
        guard let date = CivilDate(year: year, month: month, day: day),
            (0...23).contains(hour), (0...59).contains(minute)
        else { return nil }
        self.init(date: date, minuteOfDay: hour * 60 + minute)
    }

    /// Reads `YYYY-MM-DDTHH:MM`, exactly sixteen bytes, or nothing.
    public init?(_ text: some StringProtocol) {
        self.init(ascii: Array(text.utf8))
    }

    /// Reads `YYYY-MM-DDTHH:MM` from bytes, exactly sixteen of them, or nothing.
    public init?(ascii bytes: [UInt8]) {
        var reader = DigitReader(bytes)
        guard let date = reader.date(), reader.byte(of: 0x54) != nil,
            let hour = reader.number(digits: 2, in: 0...23), reader.byte(of: 0x3A) != nil,
            let minute = reader.number(digits: 2, in: 0...59), reader.isAtEnd
        else { return nil }
        self.init(date: date, minuteOfDay: hour * 60 + minute)
    }

    /// The wall time as `YYYY-MM-DDTHH:MM`.
    public var description: String {
        "\(date)T\(padded(Int(minuteOfDay) / 60, 2)):\(padded(Int(minuteOfDay) % 60, 2))"
    }

    /// Whether the left wall time comes first, on the same wall.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        (left.date, left.minuteOfDay) < (right.date, right.minuteOfDay)
    }

    /// Seconds from 1970-01-01T00:00 on the same wall.
    package var wallSeconds: Int64 {
        Int64(date.dayNumber) * 86_400 + Int64(minuteOfDay) * 60
    }

    /// The wall time that `seconds` lie in; saturates at the ends of ``CivilDate``.
    package init(wallSeconds seconds: Int64) {
        let days = floorQuotient(seconds, 86_400)
        self.date = CivilDate(dayNumber: Int32(clamping: days))
        self.minuteOfDay = Int16((seconds - days * 86_400) / 60)
    }
}
