/// When a POSIX TZ string changes the clock each year: a day and a wall time on it.
struct YearlyRule: Hashable {
    /// The three forms of a day.
    enum Day: Hashable {
        /// `Mm.w.d`: the `week`th (5 is the last) `weekday` (0 is Sunday) of a month.
        case weekdayOfMonth(month: Int64, week: Int64, weekday: Int64)
        /// `Jn`: the day 1...365 of a year that never has a 29 February.
        case dayWithoutLeap(Int64)
        /// `n`: the day 0...365, 29 February counted.
        case dayWithLeap(Int64)
    }

    let day: Day
    /// Seconds after (or before) that day's midnight, on the clock before the change.
    let secondOfDay: Int64

    /// Reads `,date[/time]`; the time is 02:00 where it is missing.
    init(_ reader: inout ByteReader) throws(ZoneRulesError) {
        guard reader.peeked == 0x2C else { throw reader.failure(.rule) }
        try reader.skip(1)
        switch reader.peeked {
        case 0x4D:
            try reader.skip(1)
            let month = try YearlyRule.number(&reader, in: 1...12)
            try YearlyRule.skipPoint(&reader)
            let week = try YearlyRule.number(&reader, in: 1...5)
            try YearlyRule.skipPoint(&reader)
            let weekday = try YearlyRule.number(&reader, in: 0...6)
            day = .weekdayOfMonth(month: month, week: week, weekday: weekday)
        case 0x4A:
            try reader.skip(1)
            day = .dayWithoutLeap(try YearlyRule.number(&reader, in: 1...365))
        case .some(0x30...0x39):
            day = .dayWithLeap(try YearlyRule.number(&reader, in: 0...365))
        default:
            throw reader.failure(.rule)
        }
        guard reader.peeked == 0x2F else {
            secondOfDay = 7_200
            return
        }
        try reader.skip(1)
        let hours = TimeLimits.ruleHours
        secondOfDay = try YearlyRule.time(&reader, hours: 0...hours)
    }

    /// Seconds from 1970-01-01T00:00 on the wall at which the clock changes; years 1...9999.
    func wallSecond(inYear year: Int64) -> Int64 {
        let newYear = CivilDate.dayNumber(year: year, month: 1, day: 1)
        let isLeap = CivilDate.isLeap(year: Int(year))
        let number: Int64
        switch day {
        case .weekdayOfMonth(let month, let week, let weekday):
            let first = CivilDate.dayNumber(year: year, month: month, day: 1)
            let firstWeekday = Int64(CivilDate(dayNumber: Int32(first)).isoWeekdayNumber % 7)
            let length = Int64(CivilDate.length(ofMonth: Int(month), year: Int(year)))
            var ofMonth = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            if ofMonth >= length { ofMonth -= 7 }
            number = first + ofMonth
        case .dayWithoutLeap(let ofYear):
            number = newYear + ofYear - (isLeap && ofYear >= 60 ? 0 : 1)
        case .dayWithLeap(let ofYear):
            number = newYear + ofYear
        }
        return number * 86_400 + secondOfDay
    }

    /// Reads `[+-]hh[:mm[:ss]]` as seconds; the hours' magnitude lies in `hours`.
    static func time(
        _ reader: inout ByteReader,
        hours: ClosedRange<Int64>
    ) throws(ZoneRulesError) -> Int64 {
        var sign: Int64 = 1
        if reader.peeked == 0x2B || reader.peeked == 0x2D {
            sign = reader.peeked == 0x2D ? -1 : 1
            try reader.skip(1)
        }
        var seconds = try number(&reader, in: hours) * 3_600
        for unit: Int64 in [60, 1] {
            guard reader.peeked == 0x3A else { break }
            try reader.skip(1)
            seconds += try number(&reader, in: 0...59) * unit
        }
        return sign * seconds
    }

    /// One to three decimal digits.
    private static func number(
        _ reader: inout ByteReader,
        in range: ClosedRange<Int64>
    ) throws(ZoneRulesError) -> Int64 {
        let start = reader.position
        var value: Int64 = 0
        while let byte = reader.peeked, (0x30...0x39).contains(byte), reader.position < start + 3 {
            value = value * 10 + Int64(byte - 0x30)
            try reader.skip(1)
        }
        guard reader.position > start, range.contains(value) else {
            throw ZoneRulesError(position: start, expected: .number)
        }
        return value
    }

    private static func skipPoint(_ reader: inout ByteReader) throws(ZoneRulesError) {
        guard reader.peeked == 0x2E else { throw reader.failure(.rule) }
        try reader.skip(1)
    }
}
