import DaybookDomain

/// The Date field: RFC 5322, section 3.3, with the obsolete years and zones of section 4.3, and the
/// order of C's `asctime`, which old mailers write. A claim of the sender, never the clock.
enum MailDate {
    private static let months: [[UInt8]] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ].map { Array($0.utf8) }

    /// Zone names with a meaning, in hours; every other name is "unknown", read as UTC.
    private static let zones: [(name: [UInt8], hours: Int)] = [
        ("edt", -4), ("est", -5), ("cdt", -5), ("cst", -6), ("mdt", -6), ("mst", -7),
        ("pdt", -7), ("pst", -8),
    ].map { (Array($0.0.utf8), $0.1) }

    /// The instant a raw value names, or `nil` if it names none. Seconds may be 60 (a leap second
    /// counts as the next minute's first).
    ///
    /// - Complexity: O(length).
    static func instant(_ bytes: [UInt8], _ range: Range<Int>) -> Instant? {
        var words = words(HeaderText.unfolded(bytes, range))
        if let first = words.first, Octets.isLetter(first[first.startIndex]),
            month(first) == nil || words.count > 1 && !isNumber(words[1])
        {
            words.removeFirst()
        }
        guard words.count >= 4 else { return nil }
        if let month = month(words[0]) {
            // asctime: month, day, time, year, and perhaps a zone.
            let zone = words.count > 4 ? words[4] : []
            return instant(day: words[1], month: month, year: words[3], time: words[2], zone: zone)
        }
        guard let month = month(words[1]) else { return nil }
        let zone = words.count > 4 ? words[4] : []
        return instant(day: words[0], month: month, year: words[2], time: words[3], zone: zone)
    }

    /// Words between blanks and commas, comments left out; no more than a date has.
    private static func words(_ value: [UInt8]) -> [ArraySlice<UInt8>] {
        var words: [ArraySlice<UInt8>] = []
        var depth = 0
        var start: Int?
        for index in 0...value.count {
            let byte = index < value.count ? value[index] : Octets.space
            let separates =
                depth > 0 || Octets.isWhite(byte) || byte == Octets.comma || byte == Octets.open
            if separates {
                if let from = start { words.append(value[from..<index]) }
                start = nil
                if words.count >= 8 { break }
            } else if start == nil {
                start = index
            }
            if byte == Octets.open { depth += 1 }
            if byte == Octets.close, depth > 0 { depth -= 1 }
        }
        return words
    }

    private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
        word.allSatisfy(Octets.isDigit)
    }

    private static func number(_ word: ArraySlice<UInt8>, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(word.count), isNumber(word) else { return nil }
        return word.reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }

    private static func month(_ word: ArraySlice<UInt8>) -> Int? {
        let start = Octets.lowercased(word.prefix(3))
        return months.firstIndex(of: start).map { $0 + 1 }
    }

    private static func instant(
        day: ArraySlice<UInt8>,
        month: Int,
        year: ArraySlice<UInt8>,
        time: ArraySlice<UInt8>,
        zone: ArraySlice<UInt8>
    ) -> Instant? {
        guard let day = number(day, digits: 1...2), var fullYear = number(year, digits: 2...4)
        else { return nil }
        if year.count == 2 { fullYear += fullYear < 50 ? 2000 : 1900 }
        if year.count == 3 { fullYear += 1900 }
        guard day >= 1, day <= days(in: month, year: fullYear) else { return nil }
        let clock = time.split(separator: Octets.colon, omittingEmptySubsequences: false)
        guard clock.count == 2 || clock.count == 3,
            let hour = number(clock[0], digits: 1...2), hour < 24,
            let minute = number(clock[1], digits: 1...2), minute < 60,
            let second = clock.count == 3 ? number(clock[2], digits: 1...2) : 0, second <= 60
        else { return nil }
        let days = daysSinceEpoch(year: fullYear, month: month, day: day)
        let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset(zone)
        return Instant(seconds: Int64(seconds))
    }

    /// Seconds east of UTC.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int {
        guard let sign = zone.first else { return 0 }
        if sign == 0x2B || sign == Octets.hyphen {
            guard let digits = number(zone.dropFirst(), digits: 4...4), digits % 100 < 60 else {
                return 0
            }
            let seconds = digits / 100 * 3600 + digits % 100 * 60
            return sign == Octets.hyphen ? -seconds : seconds
        }
        let name = Octets.lowercased(zone)
        return (zones.first { $0.name == name }?.hours ?? 0) * 3600
    }

    private static func days(in month: Int, year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Days from 1970-01-01 in the proleptic Gregorian calendar: March-based years make the leap
    /// day the last of its year.
    private static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
        let shifted = month > 2 ? month - 3 : month + 9
        let marchYear = month > 2 ? year : year - 1
        let leaps = marchYear / 4 - marchYear / 100 + marchYear / 400
        let daysBeforeMonth = (153 * shifted + 2) / 5
        return marchYear * 365 + leaps + daysBeforeMonth + day - 1 - 719_468
    }
}
