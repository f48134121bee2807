import DaybookDomain

extension TimeParser {
    /// The days named at a place.
    func days(at index: Int) -> TimePhrase? {
        for entry in words.weeks {
            guard let length = length(of: entry.phrase, at: index) else { continue }
            return TimePhrase(
                meaning: .week(week(entry.offset)),
                place: index..<(index + length)
            )
        }
        for entry in words.days {
            guard let length = length(of: entry.phrase, at: index) else { continue }
            let day = single(today.advanced(by: entry.offset), known: .date)
            return TimePhrase(meaning: .days([day]), place: index..<(index + length))
        }
        return weekday(at: index) ?? counted(at: index) ?? written(at: index) ?? numeric(at: index)
            ?? wholeMonth(at: index)
    }

    private func single(
        _ date: CivilDate,
        known: TimeWish.Parts,
        implied: TimeWish.Parts = []
    ) -> TimePhrase.Days {
        TimePhrase.Days(first: date, last: date, known: known, implied: implied)
    }

    private var monday: CivilDate { today.advanced(by: 1 - today.isoWeekdayNumber) }

    private func week(_ offset: Int) -> TimePhrase.Days {
        let first = monday.advanced(by: 7 * offset)
        return TimePhrase.Days(
            first: first,
            last: first.advanced(by: 6),
            known: [],
            implied: .date
        )
    }

    // MARK: Weekdays

    private func weekday(at start: Int) -> TimePhrase? {
        var index = start
        var isNext = false
        var isThis = false
        if let length = length(ofAny: words.next, at: index) {
            isNext = true
            index += length
        } else if let length = length(ofAny: words.this, at: index) {
            isThis = true
            index += length
        }
        guard let name = word(at: index), let number = words.weekdays[name] else { return nil }
        index += 1
        if let length = length(ofAny: words.next, at: index), !isThis {
            isNext = true
            index += length
        }
        let place = start..<index
        if isThis {
            let day = single(coming(number), known: .weekday, implied: .date)
            return TimePhrase(meaning: .days([day]), place: place)
        }
        var days = [single(coming(number), known: .weekday, implied: .date)]
        let nextWeeks = monday.advanced(by: 6 + number)
        if isNext {
            // Some mean the coming one, some the one of next week.
            if nextWeeks != days[0].first {
                days.append(single(nextWeeks, known: .weekday, implied: .date))
            }
            return TimePhrase(meaning: .days(days), place: place)
        }
        if number == today.isoWeekdayNumber {
            days = [
                single(today, known: .weekday, implied: .date),
                single(today.advanced(by: 7), known: .weekday, implied: .date),
            ]
        }
        return TimePhrase(meaning: .weekday(number, days), place: place)
    }

    /// The first such weekday after today.
    private func coming(_ number: Int) -> CivilDate {
        let ahead = (number - today.isoWeekdayNumber + 7) % 7
        return today.advanced(by: ahead == 0 ? 7 : ahead)
    }

    /// The same weekday in a named week.
    static func placed(_ number: Int, in week: TimePhrase.Days) -> TimePhrase.Days {
        let day = week.first.advanced(by: number - 1)
        return TimePhrase.Days(first: day, last: day, known: .weekday, implied: .date)
    }

    // MARK: "in three days"

    private func counted(at start: Int) -> TimePhrase? {
        guard let prefix = length(ofAny: words.within, at: start) else { return nil }
        let index = start + prefix
        let named = word(at: index).flatMap { words.numbers[$0] }
        guard let count = number(at: index)?.value ?? named, count > 0, count <= 60,
            let unit = word(at: index + 1)
        else { return nil }
        let place = start..<(index + 2)
        if words.dayUnits.contains(unit) {
            let day = single(today.advanced(by: count), known: .date)
            return TimePhrase(meaning: .days([day]), place: place)
        }
        guard words.weekUnits.contains(unit), count <= 26 else { return nil }
        // "In two weeks" is that day or some day of that week.
        return TimePhrase(meaning: .week(week(count)), place: place)
    }

    // MARK: Dates

    /// "12 March 2027", "March 12th", "12. März", "12 de marzo", "le 1er mars".
    private func written(at start: Int) -> TimePhrase? {
        if let name = word(at: start), let month = words.months[name] {
            var index = start + 1
            if isMark(Octets.dot, at: index), !isSpaced(index) { index += 1 }
            guard let day = number(at: index), isSpaced(index) else { return nil }
            index = afterFillers(index + 1)
            guard !isClock(after: index) else { return nil }
            return dated(day.value, month, start, index)
        }
        guard let day = number(at: start) else { return nil }
        var index = start + 1
        if isMark(Octets.dot, at: index), !isSpaced(index) { index += 1 }
        index = afterFillers(index)
        guard let name = word(at: index), let month = words.months[name] else { return nil }
        index += 1
        if isMark(Octets.dot, at: index), !isSpaced(index), !endsText(index) { index += 1 }
        return dated(day.value, month, start, index)
    }

    private func endsText(_ index: Int) -> Bool { index + 1 >= pieces.count }

    private func afterFillers(_ start: Int) -> Int {
        var index = start
        while let word = word(at: index), words.dayFillers.contains(word) { index += 1 }
        return index
    }

    /// "March 3 pm" is no 3 March.
    private func isClock(after index: Int) -> Bool {
        if isMark(Octets.colon, at: index), !isSpaced(index) { return true }
        guard let word = word(at: index) else { return false }
        return word == Array("am".utf8) || word == Array("pm".utf8)
            || words.clockWords.contains(word)
    }

    /// The date, with the year if one follows.
    private func dated(_ day: Int, _ month: Int, _ start: Int, _ end: Int) -> TimePhrase? {
        var index = end
        if isMark(Octets.comma, at: index) { index += 1 }
        index = afterFillers(index)
        if let year = number(at: index, digits: 4), year.digits == 4,
            (2_000...2_199).contains(year.value)
        {
            guard let date = CivilDate(year: year.value, month: month, day: day) else {
                return nil
            }
            return TimePhrase(
                meaning: .days([single(date, known: .date)]),
                place: start..<(index + 1)
            )
        }
        guard let days = undated(day, month) else { return nil }
        return TimePhrase(meaning: .days([days]), place: start..<end)
    }

    /// A day and month of the nearest year in which it is not over.
    private func undated(_ day: Int, _ month: Int) -> TimePhrase.Days? {
        let year = today.parts.year
        for candidate in year...(year + 4) {
            if let date = CivilDate(year: candidate, month: month, day: day), date >= today {
                return single(date, known: [.month, .day], implied: .year)
            }
        }
        return nil
    }

    /// "12.3.", "12.03.2027", "3/12/27", "2027-03-12".
    private func numeric(at start: Int) -> TimePhrase? {
        if let year = number(at: start, digits: 4), year.digits == 4,
            isMark(Octets.hyphen, at: start + 1), let month = number(at: start + 2),
            isMark(Octets.hyphen, at: start + 3), let day = number(at: start + 4),
            let date = CivilDate(year: year.value, month: month.value, day: day.value)
        {
            return TimePhrase(
                meaning: .days([single(date, known: .date)]),
                place: start..<(start + 5)
            )
        }
        guard let first = number(at: start), !isSpaced(start + 1),
            let second = number(at: start + 2)
        else { return nil }
        let mark: UInt8
        if isMark(Octets.dot, at: start + 1) {
            mark = Octets.dot
        } else if isMark(Octets.slash, at: start + 1) {
            mark = Octets.slash
        } else {
            return nil
        }
        var end = start + 3
        var year: Int?
        if isMark(mark, at: end), !isSpaced(end) {
            if let given = number(at: end + 1, digits: 4), !isSpaced(end + 1) {
                year = given.digits <= 2 ? 2_000 + given.value : given.value
                end += 2
            } else if mark == Octets.dot, !isSpaced(start + 2) {
                // "12.3." ends in a dot of its own.
                end += 1
            }
        } else if mark == Octets.dot, language != .german {
            return nil
        }
        let days = orders(first.value, second.value, mark).compactMap { day, month in
            if let year {
                CivilDate(year: year, month: month, day: day).map { single($0, known: .date) }
            } else {
                undated(day, month)
            }
        }
        return days.isEmpty ? nil : TimePhrase(meaning: .days(days), place: start..<end)
    }

    /// Day and month, both ways round where both are in use.
    private func orders(_ first: Int, _ second: Int, _ mark: UInt8) -> [(day: Int, month: Int)] {
        guard mark == Octets.slash else { return [(first, second)] }
        switch language {
        case .american: return [(second, first)]
        case .english:
            return first == second ? [(first, second)] : [(first, second), (second, first)]
        default: return [(first, second)]
        }
    }

    /// "in March": all days of it that are to come.
    private func wholeMonth(at start: Int) -> TimePhrase? {
        guard let preposition = word(at: start), words.monthPrepositions.contains(preposition),
            let name = word(at: start + 1), let month = words.months[name],
            number(at: start + 2) == nil
        else { return nil }
        let now = today.parts
        let year = month < now.month ? now.year + 1 : now.year
        guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
        let days = TimePhrase.Days(
            first: max(first, today),
            last: first.advanced(by: CivilDate.length(ofMonth: month, year: year) - 1),
            known: .month,
            implied: [.year, .day]
        )
        return TimePhrase(meaning: .days([days]), place: start..<(start + 2))
    }
}
