import DaybookDomain

extension TimeParser {
    /// One end of a stretch: every minute of the day that it may mean.
    struct Hour {
        var minutes: [Int]
        var known: TimeWish.Parts
        var implied: TimeWish.Parts
        var end: Int
        /// Whether anything but a bare number stands there.
        var isMarked: Bool
    }

    /// The part of the day named at a place.
    func daypart(at index: Int) -> TimePhrase? {
        for part in words.dayparts {
            guard let length = length(of: part.phrase, at: index) else { continue }
            let clock = TimePhrase.Clock(
                from: part.from,
                through: part.through,
                known: .half,
                implied: .hour
            )
            return TimePhrase(meaning: .daypart(clock), place: index..<(index + length))
        }
        return nil
    }

    /// The time of the clock named at a place.
    func clock(at start: Int) -> TimePhrase? {
        if let length = length(ofAny: words.between, at: start),
            let stretch = stretch(from: start + length, isAnnounced: true)
        {
            return phrase(stretch.clocks, start, stretch.end)
        }
        if let length = length(ofAny: words.after, at: start),
            let hour = hour(at: afterAt(start + length)), hour.isMarked || isHour(hour)
        {
            return phrase(open(hour, isAfter: true), start, hour.end)
        }
        if let length = length(ofAny: words.before, at: start),
            let hour = hour(at: afterAt(start + length)), hour.isMarked || isHour(hour)
        {
            return phrase(open(hour, isAfter: false), start, hour.end)
        }
        let at = length(ofAny: words.at, at: start) ?? 0
        if let stretch = stretch(from: start + at, isAnnounced: false) {
            return phrase(stretch.clocks, start, stretch.end)
        }
        guard let hour = hour(at: start + at), at > 0 || hour.isMarked else { return nil }
        // "at 12 March" is no hour.
        guard hour.isMarked || days(at: start + at) == nil else { return nil }
        return phrase(exact(hour), start, hour.end)
    }

    private func afterAt(_ index: Int) -> Int {
        index + (length(ofAny: words.at, at: index) ?? 0)
    }

    /// A bare number after "before" must not begin a date ("before 12 March").
    private func isHour(_ hour: Hour) -> Bool {
        guard let next = word(at: hour.end) else { return !isMark(Octets.slash, at: hour.end) }
        return words.months[next] == nil && !words.dayUnits.contains(next)
            && !words.weekUnits.contains(next) && !words.dayFillers.contains(next)
    }

    private func phrase(_ clocks: [TimePhrase.Clock], _ start: Int, _ end: Int) -> TimePhrase? {
        clocks.isEmpty ? nil : TimePhrase(meaning: .clock(clocks), place: start..<end)
    }

    private func exact(_ hour: Hour) -> [TimePhrase.Clock] {
        hour.minutes.map {
            TimePhrase.Clock(from: $0, through: $0, known: hour.known, implied: hour.implied)
        }
    }

    private func open(_ hour: Hour, isAfter: Bool) -> [TimePhrase.Clock] {
        hour.minutes.map {
            TimePhrase.Clock(
                from: isAfter ? $0 : 0,
                through: isAfter ? 1_440 : $0,
                known: hour.known,
                implied: hour.implied
            )
        }
    }

    /// "2-4pm", "14 bis 16 Uhr", "between nine and eleven".
    private func stretch(
        from start: Int,
        isAnnounced: Bool
    ) -> (clocks: [TimePhrase.Clock], end: Int)? {
        guard let first = hour(at: start), isJoin(at: first.end),
            let second = hour(at: afterAt(first.end + 1)),
            isAnnounced || first.isMarked || second.isMarked,
            isAnnounced || isMark(Octets.hyphen, at: first.end) || first.isMarked
        else { return nil }
        // A dash between two bare numbers with a mark after them may be a date ("2-4/5").
        guard !isMark(Octets.slash, at: second.end), isHour(second) else { return nil }
        var clocks: [TimePhrase.Clock] = []
        for from in first.minutes {
            for through in second.minutes where through > from && through - from <= 720 {
                clocks.append(
                    TimePhrase.Clock(
                        from: from,
                        through: through,
                        known: second.known,
                        implied: first.implied.union(second.implied)
                    )
                )
            }
        }
        // A marked end says of which half of the day the other is: the nearest before it.
        if second.minutes.count == 1, let nearest = clocks.last { clocks = [nearest] }
        if first.minutes.count == 1, let nearest = clocks.first { clocks = [nearest] }
        return clocks.isEmpty ? nil : (clocks, second.end)
    }

    private func isJoin(at index: Int) -> Bool {
        if isMark(Octets.hyphen, at: index) { return true }
        guard let word = word(at: index) else { return false }
        // An en dash is a word without letters.
        return word.isEmpty || words.joins.contains(word)
    }

    /// The hour that stands at a place.
    func hour(at start: Int) -> Hour? {
        if let length = length(ofAny: words.noon, at: start) {
            return Hour(
                minutes: [720],
                known: [.hour, .minute, .half],
                implied: [],
                end: start + length,
                isMarked: true
            )
        }
        for change in words.beforeHour {
            guard let length = length(of: change.phrase, at: start),
                let hour = plainHour(at: start + length)
            else { continue }
            return changed(hour, by: change.minutes)
        }
        guard let hour = plainHour(at: start) else { return nil }
        for change in words.afterHour {
            guard let length = length(of: change.phrase, at: hour.end) else { continue }
            var later = hour
            later.end += length
            return changed(later, by: change.minutes)
        }
        return hour
    }

    private func changed(_ hour: Hour, by minutes: Int) -> Hour {
        var result = hour
        result.minutes = hour.minutes.map { ($0 + minutes + 1_440) % 1_440 }
        result.known.insert(.minute)
        result.implied.remove(.minute)
        result.isMarked = true
        return result
    }

    /// A number or number word with what follows it: minutes, "Uhr", "pm".
    private func plainHour(at start: Int) -> Hour? {
        if let name = word(at: start), let value = words.numbers[name] {
            let marker = clockWord(at: start + 1)
            var hour = hours(value, minute: nil, isFull: false, end: start + 1 + marker)
            hour.isMarked = marker > 0
            return halved(hour)
        }
        guard let given = number(at: start), given.value <= 24 else { return nil }
        var index = start + 1
        var minute: Int?
        let isSplit = isMark(Octets.colon, at: index) || isMark(Octets.dot, at: index)
        if isSplit, !isSpaced(index), !isSpaced(index + 1),
            let minutes = number(at: index + 1), minutes.digits == 2, minutes.value < 60
        {
            let isColon = isMark(Octets.colon, at: index)
            let marker = clockWord(at: index + 2)
            // "12.30" may be a date; a colon, an hour's word or "pm" makes it a time.
            guard isColon || marker > 0 || half(at: index + 2) != nil || minutes.value > 12 else {
                return nil
            }
            minute = minutes.value
            index += 2
        }
        let marker = clockWord(at: index)
        index += marker
        if marker > 0, minute == nil, !isSpaced(index) || !isSpaced(index - 1),
            let minutes = number(at: index), minutes.digits == 2, minutes.value < 60
        {
            minute = minutes.value
            index += 1
        }
        // "24 Uhr" is midnight, which nobody is seen at.
        guard given.value < 24 else { return nil }
        let isFull = given.value == 0 || given.value > 12 || (given.digits == 2 && given.value < 10)
        var hour = hours(given.value, minute: minute, isFull: isFull, end: index)
        hour.isMarked = marker > 0 || minute != nil
        return halved(hour)
    }

    /// Every time an hour may mean: without more, before or after noon.
    private func hours(_ value: Int, minute: Int?, isFull: Bool, end: Int) -> Hour {
        let minutes = minute ?? 0
        var known: TimeWish.Parts = .hour
        var implied: TimeWish.Parts = []
        if minute == nil { implied.insert(.minute) } else { known.insert(.minute) }
        if isFull {
            known.insert(.half)
            return Hour(
                minutes: [value * 60 + minutes],
                known: known,
                implied: implied,
                end: end,
                isMarked: false
            )
        }
        implied.insert(.half)
        // Nobody is seen at midnight: twelve is noon.
        let both = value == 12 ? [12] : [value, value + 12]
        return Hour(
            minutes: both.map { $0 * 60 + minutes },
            known: known,
            implied: implied,
            end: end,
            isMarked: false
        )
    }

    /// Takes "am" and "pm" behind an hour in.
    private func halved(_ hour: Hour) -> Hour {
        guard let half = half(at: hour.end) else { return hour }
        var result = hour
        result.end += half.length
        result.isMarked = true
        result.known.insert(.half)
        result.implied.remove(.half)
        result.minutes = hour.minutes.filter { ($0 >= 720) == half.isAfternoon }
        // "12 am" is midnight: said, but no time of a clinic.
        return result
    }

    private func half(at index: Int) -> (isAfternoon: Bool, length: Int)? {
        guard language == .english || language == .american, let word = word(at: index) else {
            return nil
        }
        if word == Array("am".utf8) { return (false, 1) }
        if word == Array("pm".utf8) { return (true, 1) }
        // "3 p.m.": the last dot may be the sentence's.
        guard word.count == 1, word[0] == 0x61 || word[0] == 0x70,
            isMark(Octets.dot, at: index + 1),
            self.word(at: index + 2) == [0x6D]
        else { return nil }
        let hasDot = isMark(Octets.dot, at: index + 3) && index + 4 < pieces.count
        return (word[0] == 0x70, hasDot ? 4 : 3)
    }

    private func clockWord(at index: Int) -> Int {
        guard let word = word(at: index), words.clockWords.contains(word) else { return 0 }
        return 1
    }
}
