/// Walks the open time of a calendar in UTC seconds, from some second on.
///
/// The periods come in order and don't overlap. Two may touch, since a period is handed out as soon
/// as no later day can change it: whoever wants them merged merges those that touch.
///
/// Why the walk misses nothing: a wall time always resolves to itself less one of the zone's
/// offsets. So an interval of day `d` opens at or after `d`'s midnight less the greatest offset,
/// and closes at or before its last possible midnight less the least.
struct OpenPeriods: Sequence, IteratorProtocol {
    struct Period {
        var open: Int64
        var close: Int64
    }

    private let plan: DayPlan
    private let zone: ZoneRules
    private let lastDay: Int64
    private var day: Int64
    private var nextException: Int
    /// Open time found and not handed out, from `head` on: ascending, neither overlapping nor
    /// touching.
    private var pending: [Period] = []
    private var head = 0
    /// Everything before this second is settled.
    private var settled: Int64 = .min
    /// The walls that resolve by one offset: see ``resolve(_:)``.
    private var plainWalls: Range<Int64> = 0..<0
    private var plainOffset: Int64 = 0

    /// - Parameters:
    ///   - second: periods that close at or before it are left out, others are not cut.
    ///   - end: periods of days that can't open before it are left out.
    init(_ hours: OpeningHours, from second: Int64, to end: Int64) {
        plan = hours.plan
        zone = hours.zone
        let offsets = hours.zone.offsetBounds
        day = floorQuotient(second + offsets.lowerBound, 86_400) - plan.daysPastMidnight
        lastDay = floorQuotient(end + offsets.upperBound - 1, 86_400)
        nextException = plan.firstException(atOrAfter: day)
    }

    mutating func next() -> Period? {
        while true {
            if head < pending.count, pending[head].open < settled || day > lastDay {
                let period = pending[head]
                if period.close <= settled || day > lastDay {
                    head += 1
                    return period
                }
                pending[head].open = settled
                return Period(open: period.open, close: settled)
            }
            guard day <= lastDay else { return nil }
            if head == pending.count {
                pending.removeAll(keepingCapacity: true)
                head = 0
            }
            expandDay()
        }
    }

    private mutating func expandDay() {
        var range = plan.range(ofWeekdayOf: day)
        if nextException < plan.days.count, plan.days[nextException] == day {
            range = plan.range(at: 7 + nextException)
            nextException += 1
        }
        let midnight = day * 86_400
        for index in range {
            let interval = plan.intervals[index]
            let open = resolve(midnight + Int64(interval.open) * 60)
            let close = resolve(midnight + Int64(interval.close) * 60)
            insert(Period(open: open, close: close))
        }
        day += 1
        settled = day * 86_400 - zone.offsetBounds.upperBound
    }

    /// Adds a period; one that a change of the clock has turned inside out is empty.
    private mutating func insert(_ period: Period) {
        guard period.open < period.close else { return }
        guard head < pending.count else {
            pending.append(period)
            return
        }
        let last = pending.count - 1
        if period.open > pending[last].close {
            pending.append(period)
        } else if period.open >= pending[last].open {
            pending[last].close = Swift.max(pending[last].close, period.close)
        } else {
            // Only a gap can turn the order of two openings around.
            let sorted = (pending[head...] + [period]).sorted { $0.open < $1.open }
            pending.removeAll(keepingCapacity: true)
            head = 0
            for period in sorted {
                if let last = pending.indices.last, period.open <= pending[last].close {
                    pending[last].close = Swift.max(pending[last].close, period.close)
                } else {
                    pending.append(period)
                }
            }
        }
    }

    /// The UTC second of a wall second, as ``ZoneRules/second(forWall:)`` has it.
    ///
    /// Most walls of a walk lie in one segment: those that no earlier segment shows, because they
    /// lie beyond its start by the greatest offset, and that this segment does show.
    private mutating func resolve(_ wall: Int64) -> Int64 {
        if plainWalls.contains(wall) {
            return wall - plainOffset
        }
        let second = zone.second(forWall: wall)
        let segment = zone.segment(atSecond: second)
        let bounds = zone.bounds(ofSegment: segment)
        plainOffset = zone.offset(ofSegment: segment)
        let lower =
            bounds.lowerBound == .min
            ? .min : bounds.lowerBound + zone.offsetBounds.upperBound
        let upper = bounds.upperBound == .max ? .max : bounds.upperBound + plainOffset
        plainWalls = lower..<Swift.max(lower, upper)
        return second
    }
}
