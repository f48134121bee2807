import DaybookDomain

/// Opening hours the slow way: every second of a stretch of time is open or not, one by one.
///
/// It knows the definition and nothing of the implementation: each interval's ends are wall times
/// that the zone's rules resolve; every second between them is open.
struct NaiveHours {
    let start: Int64
    private(set) var isOpen: [Bool]

    /// - Parameter step: the grain in seconds; all ends must be multiples of it.
    init(_ hours: OpeningHours, from start: Int64, days: Int, step: Int64 = 60) {
        self.start = start
        var isOpen = Array(repeating: false, count: days * Int(86_400 / step))
        let firstDay = Int32(start / 86_400)
        for day in (firstDay - 5)...(firstDay + Int32(days) + 5) {
            let date = CivilDate(dayNumber: day)
            for interval in NaiveHours.intervals(hours, on: date) {
                let open = hours.zone.instant(
                    for: WallTime(date: date, minuteOfDay: Int(interval.open))
                ).seconds
                let close = hours.zone.instant(
                    for: WallTime(date: date, minuteOfDay: Int(interval.close))
                ).seconds
                for second in stride(from: open, to: close, by: Int64.Stride(step)) {
                    let index = Int((second - start) / step)
                    if second >= start, index < isOpen.count { isOpen[index] = true }
                }
            }
        }
        self.isOpen = isOpen
    }

    /// One flag a minute of two days, layer by layer, turned back into intervals of one minute.
    private static func intervals(_ hours: OpeningHours, on date: CivilDate) -> [WallInterval] {
        var open = Array(repeating: false, count: 2_880)
        func set(_ intervals: [WallInterval], _ value: Bool) {
            for interval in intervals {
                for minute in interval.open..<interval.close { open[Int(minute)] = value }
            }
        }
        set(hours.weekly[date.weekday], true)
        for layer in [HoursException.Layer.exception, .holiday, .block] {
            let own = hours.exceptions.filter { $0.layer == layer && $0.date == date }
            var replacements: [[WallInterval]] = []
            for case .replaced(let intervals) in own.map(\.effect) {
                replacements.append(intervals)
            }
            if !replacements.isEmpty || own.contains(where: { $0.effect == .closed }) {
                open = Array(repeating: false, count: 2_880)
            }
            if !own.contains(where: { $0.effect == .closed }) {
                for replacement in replacements { set(replacement, true) }
            }
            for case .extra(let intervals) in own.map(\.effect) { set(intervals, true) }
            for case .without(let intervals) in own.map(\.effect) { set(intervals, false) }
        }
        // Runs, and not single minutes, since both ends of a run are resolved.
        var result: [WallInterval] = []
        var minute = 0
        while minute < 2_880 {
            guard open[minute] else { minute += 1; continue }
            let first = minute
            while minute < 2_880, open[minute] { minute += 1 }
            if let interval = WallInterval(open: first, close: minute) { result.append(interval) }
        }
        return result
    }
}
