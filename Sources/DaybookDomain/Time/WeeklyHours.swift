/// The hours that repeat every week: for each weekday several wall intervals.
///
/// Equal minutes make equal hours, however the intervals were given: a day's intervals are kept in
/// order, and those that overlap or touch are one.
public struct WeeklyHours: Sendable, Hashable {
    /// Seven days, Monday first.
    private(set) var days: [[WallInterval]]

    /// Closed all week.
    public init() {
        days = Array(repeating: [], count: 7)
    }

    /// The same intervals on each of some weekdays, and closed on the others.
    ///
    /// - Throws: ``HoursError/tooManyIntervals`` above 48 intervals.
    public init(
        _ intervals: [WallInterval],
        on weekdays: [Weekday] = Weekday.allCases
    ) throws(HoursError) {
        self.init()
        for weekday in weekdays {
            try set(intervals, on: weekday)
        }
    }

    /// Open around the clock.
    public static let always: WeeklyHours = {
        var hours = WeeklyHours()
        hours.days = Array(repeating: [WallInterval(unchecked: 0, 1_440)], count: 7)
        return hours
    }()

    /// The intervals of a weekday, ascending.
    public subscript(weekday: Weekday) -> [WallInterval] {
        days[Int(weekday.rawValue) - 1]
    }

    /// Replaces a weekday's intervals.
    ///
    /// - Throws: ``HoursError/tooManyIntervals`` above 48 intervals.
    public mutating func set(
        _ intervals: [WallInterval],
        on weekday: Weekday
    ) throws(HoursError) {
        guard intervals.count <= TimeLimits.intervalsPerDay else {
            throw HoursError.tooManyIntervals
        }
        days[Int(weekday.rawValue) - 1] = WallInterval.normalised(intervals)
    }
}

/// Why hours are refused.
public enum HoursError: Error, Sendable, Hashable {
    /// A day or an exception has more than 48 intervals.
    case tooManyIntervals
    /// A calendar has more than 8,192 exceptions.
    case tooManyExceptions
}
