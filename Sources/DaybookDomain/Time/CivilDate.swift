/// A date of the proleptic Gregorian calendar, in no particular zone.
///
/// Held as a count of days, so that comparing, stepping and hashing cost one integer operation.
/// 32 bits reach almost six million years to either side of 1970.
public struct CivilDate: Sendable, Hashable, Comparable, BitwiseCopyable {
    /// Days since 1970-01-01; negative before.
    public var dayNumber: Int32

    /// Makes a date from days since 1970-01-01.
    @inlinable
    public init(dayNumber: Int32) {
        self.dayNumber = dayNumber
    }

    /// Makes a date from its parts, or nothing when the calendar has no such day.
    ///
    /// - Parameters:
    ///   - year: −9999 to 9999; the year 0 is 1 BC.
    ///   - month: 1 to 12.
    ///   - day: 1 to the length of the month.
    public init?(year: Int, month: Int, day: Int) {
        guard (-9_999...9_999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, year: year)
        else { return nil }
        let number = CivilDate.dayNumber(year: Int64(year), month: Int64(month), day: Int64(day))
        self.dayNumber = Int32(clamping: number)
    }

    /// The year, month (1...12) and day (1...31). O(1).
    public var parts: (year: Int, month: Int, day: Int) {
        // Years are counted from March, so that the leap day ends a year, and from an era of 400
        // years, which always has 146,097 days.
        let shifted = Int(dayNumber) + CivilDate.daysBeforeEpoch
        let era = Int(floorQuotient(Int64(shifted), 146_097))
        let dayOfEra = shifted - era * 146_097
        let leapDays = dayOfEra / 1_460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The day of the week. O(1).
    public var weekday: Weekday {
        Weekday(rawValue: UInt8(isoWeekdayNumber)) ?? .monday
    }

    /// The day of the week as a number, Monday 1 to Sunday 7. O(1).
    @inlinable
    package var isoWeekdayNumber: Int {
        // 1970-01-01 was a Thursday.
        let remainder = (Int(dayNumber) + 3) % 7
        return (remainder < 0 ? remainder + 7 : remainder) + 1
    }

    /// This date moved by `days`, saturating at the ends of what 32 bits hold.
    @inlinable
    public func advanced(by days: Int) -> CivilDate {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        return CivilDate(dayNumber: overflow ? (days < 0 ? .min : .max) : Int32(clamping: sum))
    }

    /// Whether the left date comes first.
    @inlinable
    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.dayNumber < right.dayNumber
    }

    /// The number of days of a month (1...12); February depends on the year.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year: year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether February of the year has 29 days.
    public static func isLeap(year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// Days from 0000-03-01 to 1970-01-01.
    private static let daysBeforeEpoch = 719_468

    /// Days since the epoch of a date that the caller knows to exist; years within ±10,000.
    static func dayNumber(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let era = floorQuotient(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let marchMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - Int64(daysBeforeEpoch)
    }
}
