/// When a clinic or a person is open, second by second: weekly wall hours, the exceptions from
/// them, and the rules of the zone whose wall it is.
///
/// Each end of an interval is resolved by itself: a wall time that the clock jumps over moves
/// forward by the gap's length, one that it shows twice means the first. So Sunday 12:30–13:00
/// stays there when the clock changes, and a whole day of 23 hours is open for 23.
public struct OpeningHours: Sendable, Hashable {
    /// The hours that repeat.
    public let weekly: WeeklyHours
    /// What differs, by date and layer.
    public let exceptions: [HoursException]
    /// The zone.
    public let zone: ZoneRules
    /// The intervals of every date, ready to be walked.
    let plan: DayPlan

    /// Combines hours, exceptions and a zone. O(n log n) in the exceptions.
    ///
    /// - Throws: ``HoursError/tooManyExceptions`` above 8,192 exceptions.
    public init(
        weekly: WeeklyHours,
        exceptions: [HoursException] = [],
        zone: ZoneRules
    ) throws(HoursError) {
        guard exceptions.count <= TimeLimits.exceptions else { throw .tooManyExceptions }
        self.weekly = weekly
        self.exceptions = exceptions
        self.zone = zone
        self.plan = DayPlan(weekly: weekly, exceptions: exceptions)
    }

    /// Open around the clock.
    public static func always(in zone: ZoneRules) -> OpeningHours {
        OpeningHours(always: zone)
    }

    private init(always zone: ZoneRules) {
        weekly = .always
        exceptions = []
        self.zone = zone
        plan = DayPlan(weekly: .always, exceptions: [])
    }

    /// The wall intervals that open on a date, ascending, after all exceptions. O(log n).
    public func intervals(on date: CivilDate) -> [WallInterval] {
        Array(plan.intervals[plan.range(ofDay: Int64(date.dayNumber))])
    }
}

/// The intervals of all weekdays and of every date with exceptions, in one array.
struct DayPlan: Sendable, Hashable {
    /// First Monday to Sunday, then the dates of `days`.
    let intervals: [WallInterval]
    /// Where the intervals of each of those start in `intervals`; one more than there are.
    let starts: [Int32]
    /// The dates with exceptions, ascending, as days since 1970-01-01.
    let days: [Int64]
    /// How many days after the one it opens on an interval may still be open: 0 or 1.
    let daysPastMidnight: Int64

    init(weekly: WeeklyHours, exceptions: [HoursException]) {
        var intervals: [WallInterval] = []
        var starts: [Int32] = [0]
        for day in weekly.days {
            intervals += day
            starts.append(Int32(clamping: intervals.count))
        }
        var days: [Int64] = []
        let byDate = Dictionary(grouping: exceptions, by: \.date)
        for date in byDate.keys.sorted() {
            let rules = weekly[date.weekday]
            intervals += HoursException.apply(byDate[date] ?? [], to: rules)
            starts.append(Int32(clamping: intervals.count))
            days.append(Int64(date.dayNumber))
        }
        self.intervals = intervals
        self.starts = starts
        self.days = days
        self.daysPastMidnight = intervals.contains { $0.close > 1_440 } ? 1 : 0
    }

    /// Where the intervals of a day stand in ``intervals``. O(log n) in the exceptions.
    func range(ofDay day: Int64) -> Range<Int> {
        let index = firstException(atOrAfter: day)
        if index < days.count, days[index] == day {
            return range(at: 7 + index)
        }
        return range(ofWeekdayOf: day)
    }

    func range(ofWeekdayOf day: Int64) -> Range<Int> {
        // 1970-01-01 was a Thursday, the fourth day counted from Monday.
        let remainder = Int((day + 3) % 7)
        return range(at: remainder < 0 ? remainder + 7 : remainder)
    }

    func range(at index: Int) -> Range<Int> {
        Int(starts[index])..<Int(starts[index + 1])
    }

    /// The index in ``days`` of the first date at or after `day`.
    func firstException(atOrAfter day: Int64) -> Int {
        var low = 0
        var high = days.count
        while low < high {
            let middle = (low + high) / 2
            if days[middle] < day {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
