import DaybookDomain

/// Which days a rule names, day by day: each day is asked whether the rule has it, by the words of
/// RFC 5545 and the days of its own period, which are listed anew each time.
struct NaiveRecurrence {
    let rule: RecurrenceRule
    let first: CivilDate

    func dates(through last: CivilDate) -> [CivilDate] {
        var found: [CivilDate] = []
        var day = first
        while day <= last {
            if isChosen(day) { found.append(day) }
            day = day.advanced(by: 1)
        }
        return found
    }

    private func isChosen(_ day: CivilDate) -> Bool {
        guard isInCountedPeriod(day), isNamed(day) else { return false }
        guard !rule.positions.isEmpty else { return true }
        let set = period(of: day).filter(isNamed)
        guard let place = set.firstIndex(of: day) else { return false }
        return rule.positions.contains(place + 1) || rule.positions.contains(place - set.count)
    }

    /// All days of the period that a day lies in.
    private func period(of day: CivilDate) -> [CivilDate] {
        var days = [day]
        while isSamePeriod(days[0].advanced(by: -1), day) {
            days.insert(days[0].advanced(by: -1), at: 0)
        }
        while let end = days.last, isSamePeriod(end.advanced(by: 1), day) {
            days.append(end.advanced(by: 1))
        }
        return days
    }

    private func weekBegin(_ day: CivilDate) -> CivilDate {
        var begin = day
        while begin.weekday != rule.weekStart { begin = begin.advanced(by: -1) }
        return begin
    }

    private func isSamePeriod(_ one: CivilDate, _ other: CivilDate) -> Bool {
        switch rule.frequency {
        case .daily: one == other
        case .weekly: weekBegin(one) == weekBegin(other)
        case .monthly: one.parts.month == other.parts.month && one.parts.year == other.parts.year
        case .yearly: one.parts.year == other.parts.year
        }
    }

    private func isInCountedPeriod(_ day: CivilDate) -> Bool {
        let steps: Int
        switch rule.frequency {
        case .daily: steps = Int(day.dayNumber - first.dayNumber)
        case .weekly: steps = Int(weekBegin(day).dayNumber - weekBegin(first).dayNumber) / 7
        case .monthly:
            steps =
                (day.parts.year - first.parts.year) * 12 + day.parts.month - first.parts.month
        case .yearly: steps = day.parts.year - first.parts.year
        }
        return steps % rule.interval == 0
    }

    private func isNamed(_ day: CivilDate) -> Bool {
        let (year, month, number) = day.parts
        let length = CivilDate.length(ofMonth: month, year: year)
        if !rule.months.isEmpty, !rule.months.contains(month) { return false }
        if !rule.monthDays.isEmpty {
            guard
                rule.monthDays.contains(where: { $0 > 0 ? $0 == number : length + 1 + $0 == number }
                )
            else { return false }
        }
        if !rule.days.isEmpty { guard isNamedWeekday(day) else { return false } }
        // What no part says is the first instance's.
        if rule.monthDays.isEmpty, rule.days.isEmpty {
            switch rule.frequency {
            case .daily: break
            case .weekly: if day.weekday != first.weekday { return false }
            case .monthly: if number != first.parts.day { return false }
            case .yearly:
                if number != first.parts.day { return false }
                if rule.months.isEmpty, month != first.parts.month { return false }
            }
        }
        return true
    }

    private func isNamedWeekday(_ day: CivilDate) -> Bool {
        rule.days.contains { wanted in
            guard wanted.weekday == day.weekday else { return false }
            guard wanted.ordinal != 0, rule.monthDays.isEmpty else { return true }
            let isWithinMonth = rule.frequency == .monthly || !rule.months.isEmpty
            func isSame(_ other: CivilDate) -> Bool {
                other.parts.year == day.parts.year
                    && (!isWithinMonth || other.parts.month == day.parts.month)
            }
            let direction = wanted.ordinal > 0 ? -7 : 7
            var count = 1
            var other = day.advanced(by: direction)
            while isSame(other) {
                count += 1
                other = other.advanced(by: direction)
            }
            return count == abs(wanted.ordinal)
        }
    }
}
