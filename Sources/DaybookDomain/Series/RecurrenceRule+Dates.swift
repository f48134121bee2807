extension RecurrenceRule {
    /// The dates that the rule names from `first` through `last`, in order; COUNT and UNTIL are the
    /// caller's.
    ///
    /// - Parameters:
    ///   - first: The date of the first instance, which says what the rule leaves open.
    ///   - last: The last date to look at.
    ///   - limit: At most so many.
    /// - Complexity: O(days from `first` to `last`).
    func dates(from first: CivilDate, through last: CivilDate, limit: Int) -> [CivilDate] {
        var found: [CivilDate] = []
        var period = 0
        while found.count < limit, let begin = start(ofPeriod: period, from: first), begin <= last {
            let set = chosen(from: candidates(inPeriodFrom: begin, first).sorted())
            for date in set where date >= first && date <= last && found.count < limit {
                found.append(date)
            }
            period += 1
        }
        return found
    }

    /// The first day of the so-many-th period that counts; `nil` beyond the calendar.
    private func start(ofPeriod period: Int, from first: CivilDate) -> CivilDate? {
        let steps = period * interval
        let (year, month, _) = first.parts
        switch frequency {
        case .daily: return first.advanced(by: steps)
        case .weekly:
            let into = (Int(first.weekday.rawValue) - Int(weekStart.rawValue) + 7) % 7
            return first.advanced(by: steps * 7 - into)
        case .monthly:
            let months = month - 1 + steps
            return CivilDate(year: year + months / 12, month: months % 12 + 1, day: 1)
        case .yearly: return CivilDate(year: year + steps, month: 1, day: 1)
        }
    }

    /// What the BY parts leave of one period (the table of RFC 5545, 3.3.10).
    private func candidates(inPeriodFrom begin: CivilDate, _ first: CivilDate) -> [CivilDate] {
        switch frequency {
        case .daily: [begin].filter { isInMonth($0) && isMonthDay($0) && isWeekday($0) }
        case .weekly:
            (0..<7).map { begin.advanced(by: $0) }.filter {
                isInMonth($0)
                    && (days.isEmpty ? $0.weekday == first.weekday : isWeekday($0))
            }
        case .monthly:
            isInMonth(begin) ? dates(inMonthFrom: begin, first) : []
        case .yearly: dates(inYearFrom: begin, first)
        }
    }

    private func dates(inYearFrom begin: CivilDate, _ first: CivilDate) -> [CivilDate] {
        let year = begin.parts.year
        // Weekdays alone count within the year, beside months within each month.
        if months.isEmpty, monthDays.isEmpty, !days.isEmpty {
            let length = CivilDate.isLeap(year: year) ? 366 : 365
            return ordinal(begin, length: length)
        }
        let named = monthDays.isEmpty ? [first.parts.month] : Array(1...12)
        return (months.isEmpty ? named : Array(Set(months))).flatMap { month in
            CivilDate(year: year, month: month, day: 1).map { dates(inMonthFrom: $0, first) } ?? []
        }
    }

    private func dates(inMonthFrom begin: CivilDate, _ first: CivilDate) -> [CivilDate] {
        let (year, month, _) = begin.parts
        let length = CivilDate.length(ofMonth: month, year: year)
        guard monthDays.isEmpty else {
            return (0..<length).map { begin.advanced(by: $0) }.filter {
                isMonthDay($0) && isWeekday($0)
            }
        }
        guard days.isEmpty else { return ordinal(begin, length: length) }
        let day = first.parts.day
        return day <= length ? [begin.advanced(by: day - 1)] : []
    }

    /// The weekdays of BYDAY among so many days, each by its ordinal among them.
    private func ordinal(_ begin: CivilDate, length: Int) -> [CivilDate] {
        (0..<length).map { begin.advanced(by: $0) }.filter { date in
            let place = Int(date.dayNumber) - Int(begin.dayNumber)
            let fromStart = place / 7 + 1
            let fromEnd = -((length - 1 - place) / 7 + 1)
            return days.contains {
                $0.weekday == date.weekday
                    && ($0.ordinal == 0 || $0.ordinal == fromStart || $0.ordinal == fromEnd)
            }
        }
    }

    private func isInMonth(_ date: CivilDate) -> Bool {
        months.isEmpty || months.contains(date.parts.month)
    }

    private func isMonthDay(_ date: CivilDate) -> Bool {
        guard !monthDays.isEmpty else { return true }
        let (year, month, day) = date.parts
        let fromEnd = day - CivilDate.length(ofMonth: month, year: year) - 1
        return monthDays.contains(day) || monthDays.contains(fromEnd)
    }

    private func isWeekday(_ date: CivilDate) -> Bool {
        days.isEmpty || days.contains { $0.weekday == date.weekday }
    }

    /// BYSETPOS: the so-many-th of a period's dates, which are in order.
    private func chosen(from dates: [CivilDate]) -> [CivilDate] {
        guard !positions.isEmpty else { return dates }
        return dates.enumerated().filter { place, _ in
            positions.contains(place + 1) || positions.contains(place - dates.count)
        }.map(\.element)
    }
}
