import DaybookDomain

/// Puts the days and hours of a sentence together.
///
/// An hour belongs to the days named before it since the last hour ("Monday or Tuesday at three"),
/// else to those that follow in the sentence ("at three on Monday"). A part of the day beside an
/// hour says which half it is of.
struct TimeCombiner {
    let now: WallTime
    /// Every wish so far, each once.
    private(set) var wishes: [TimeWish] = []
    private var isContradictory = false
    private var isOverfull = false
    private var sawPast = false

    /// The days that wait for an hour.
    private var days: [(days: TimePhrase.Days, isNegated: Bool)] = []
    /// The hours named before any day.
    private var clocks: [(clock: TimePhrase.Clock, isNegated: Bool)] = []
    private var daysHaveClock = false

    init(now: WallTime) {
        self.now = now
    }

    /// Why there are none.
    var gaveUp: TimeReading.GaveUp? {
        if isOverfull { return .tooMany }
        if !wishes.isEmpty { return nil }
        if isContradictory { return .contradiction }
        return sawPast ? .past : .noTime
    }

    /// Takes one sentence in.
    mutating func take(_ sentence: [TimePhrase]) {
        days = []
        clocks = []
        daysHaveClock = false
        for phrase in joined(placed(sentence)) {
            switch phrase.meaning {
            case .days(let found), .weekday(_, let found): take(days: found, phrase.isNegated)
            case .week(let week): take(days: [week], phrase.isNegated)
            case .clock(let found): take(clocks: found, phrase.isNegated)
            case .daypart(let clock): take(clocks: [clock], phrase.isNegated)
            }
        }
        finish()
    }

    /// Weekdays in the week that the sentence names, and in the date that stands beside them.
    private mutating func placed(_ sentence: [TimePhrase]) -> [TimePhrase] {
        var week: TimePhrase.Days?
        var hasWeekday = false
        for phrase in sentence {
            if case .week(let found) = phrase.meaning { week = week ?? found }
            if case .weekday = phrase.meaning { hasWeekday = true }
        }
        var result: [TimePhrase] = []
        for phrase in sentence {
            if case .week = phrase.meaning, hasWeekday { continue }
            var phrase = phrase
            if let week, case .weekday(let number, _) = phrase.meaning {
                phrase.meaning = .days([TimeParser.placed(number, in: week)])
            }
            result.append(phrase)
        }
        return named(result)
    }

    /// "Friday, 13 March": the date decides, and must be that weekday.
    private mutating func named(_ sentence: [TimePhrase]) -> [TimePhrase] {
        var result: [TimePhrase] = []
        for phrase in sentence {
            guard case .days(let dates) = phrase.meaning, let last = result.last,
                case .weekday(let number, _) = last.meaning,
                phrase.place.lowerBound - last.place.upperBound <= 2,
                dates.allSatisfy({ $0.known.contains(.day) && $0.known.contains(.month) })
            else {
                result.append(phrase)
                continue
            }
            result.removeLast()
            let fitting = dates.filter { $0.first.isoWeekdayNumber == number }
            guard !fitting.isEmpty else {
                isContradictory = true
                continue
            }
            var named = phrase
            named.isNegated = phrase.isNegated || last.isNegated
            named.meaning = .days(
                fitting.map { date in
                    var date = date
                    date.known.insert(.weekday)
                    return date
                }
            )
            result.append(named)
        }
        return result
    }

    /// An hour and a part of the day beside it as one: "at three in the afternoon".
    private func joined(_ sentence: [TimePhrase]) -> [TimePhrase] {
        var result: [TimePhrase] = []
        for phrase in sentence {
            guard let last = result.last, phrase.place.lowerBound - last.place.upperBound <= 3
            else {
                result.append(phrase)
                continue
            }
            switch (last.meaning, phrase.meaning) {
            case (.clock(let clocks), .daypart(let part)),
                (.daypart(let part), .clock(let clocks)):
                var both = phrase
                both.place = last.place.lowerBound..<phrase.place.upperBound
                both.isNegated = last.isNegated || phrase.isNegated
                both.meaning = .clock(TimeCombiner.within(clocks, part))
                result[result.count - 1] = both
            default: result.append(phrase)
            }
        }
        return result
    }

    private static func within(
        _ clocks: [TimePhrase.Clock],
        _ part: TimePhrase.Clock
    ) -> [TimePhrase.Clock] {
        let inside = clocks.compactMap { clock -> TimePhrase.Clock? in
            var cut = clock
            cut.from = max(clock.from, part.from)
            cut.through = min(clock.through, part.through)
            guard cut.from <= cut.through else { return nil }
            cut.known.insert(.half)
            cut.implied.remove(.half)
            return cut
        }
        return inside.isEmpty ? clocks : inside
    }

    private mutating func take(days found: [TimePhrase.Days], _ isNegated: Bool) {
        if daysHaveClock {
            days = []
            daysHaveClock = false
        }
        for day in found { days.append((day, isNegated)) }
        guard !clocks.isEmpty else { return }
        for clock in clocks {
            for day in found { add(day, clock.clock, isNegated || clock.isNegated) }
        }
        clocks = []
        daysHaveClock = true
    }

    private mutating func take(clocks found: [TimePhrase.Clock], _ isNegated: Bool) {
        guard !days.isEmpty else {
            for clock in found { clocks.append((clock, isNegated)) }
            return
        }
        for day in days {
            for clock in found { add(day.days, clock, day.isNegated || isNegated) }
        }
        daysHaveClock = true
    }

    /// Days without an hour are whole days, hours without a day are of the coming week.
    private mutating func finish() {
        if !daysHaveClock {
            let whole = TimePhrase.Clock(
                from: 0,
                through: 1_440,
                known: [],
                implied: [.hour, .minute]
            )
            for day in days { add(day.days, whole, day.isNegated) }
        }
        guard days.isEmpty else { return }
        let week = TimePhrase.Days(
            first: now.date,
            last: now.date.advanced(by: 6),
            known: [],
            implied: .date
        )
        for clock in clocks { add(week, clock.clock, clock.isNegated) }
    }

    private mutating func add(
        _ days: TimePhrase.Days,
        _ clock: TimePhrase.Clock,
        _ isExcluded: Bool
    ) {
        var first = days.first
        let last = days.last
        let minute = Int(now.minuteOfDay)
        // What is over can't be meant, unless nothing else was.
        if last < now.date || (last == now.date && clock.through <= minute) {
            sawPast = true
            return
        }
        if first < now.date { first = now.date }
        let wish = TimeWish(
            first: first,
            last: last,
            fromMinute: clock.from,
            throughMinute: clock.through,
            known: days.known.union(clock.known),
            implied: days.implied.union(clock.implied),
            isExcluded: isExcluded
        )
        guard !wishes.contains(wish) else { return }
        guard wishes.count < WordLimits.wishesMax else {
            isOverfull = true
            return
        }
        wishes.append(wish)
    }
}
