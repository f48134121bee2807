import DaybookDomain

/// The Date field: RFC 5322, section 3.3, with the obsolete years and zones of section 4.3, and the
/// order of C's `asctime`, which old mailers write. A claim of the sender, never the clock.
enum MailDate {
    /// The first three letters of each month, one after the other.
    private static let months = [UInt8]("janfebmaraprmayjunjulaugsepoctnovdec".utf8)

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
        var words = words(bytes, range)[...]
        if let first = words.first, Octets.isLetter(bytes[first.lowerBound]),
            month(bytes, first) == nil || words.count > 1 && !isNumber(bytes, words[1])
        {
            words.removeFirst()
        }
        guard words.count >= 4 else { return nil }
        let start = words.startIndex
        let zone = words.count > 4 ? words[start + 4] : 0..<0
        // asctime: month, day, time, year, and perhaps a zone.
        let asctime = month(bytes, words[start])
        let places = asctime == nil ? (day: 0, year: 2, time: 3) : (day: 1, year: 3, time: 2)
        guard let month = asctime ?? month(bytes, words[start + 1]),
            let day = number(bytes, words[start + places.day], digits: 1...2),
            let year = year(bytes, words[start + places.year]),
            day >= 1, day <= days(in: month, year: year),
            let seconds = secondOfDay(bytes, words[start + places.time])
        else { return nil }
        let days = daysSinceEpoch(year: year, month: month, day: day)
        return Instant(seconds: Int64(days * 86_400 + seconds - offset(bytes, zone)))
    }

    /// The places of the words between blanks, line ends and commas, comments left out.
    private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        words.reserveCapacity(EmailLimits.dateWordsMax)
        var depth = 0
        var start: Int?
        for index in range.lowerBound...range.upperBound {
            let byte = index < range.upperBound ? bytes[index] : Octets.space
            let separates =
                depth > 0 || Octets.isWhite(byte) || byte == Octets.comma || byte == Octets.open
            if separates {
                if let from = start { words.append(from..<index) }
                start = nil
                if words.count >= EmailLimits.dateWordsMax { break }
            } else if start == nil {
                start = index
            }
            if byte == Octets.open { depth += 1 }
            if byte == Octets.close, depth > 0 { depth -= 1 }
        }
        return words
    }

    private static func isNumber(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
        bytes[word].allSatisfy(Octets.isDigit)
    }

    private static func number(
        _ bytes: [UInt8],
        _ word: Range<Int>,
        digits: ClosedRange<Int>
    ) -> Int? {
        guard digits.contains(word.count), isNumber(bytes, word) else { return nil }
        return bytes[word].reduce(0) { $0 * 10 + Int($1 &- 0x30) }
    }

    /// The number of the month whose first three letters begin the word.
    private static func month(_ bytes: [UInt8], _ word: Range<Int>) -> Int? {
        guard word.count >= 3 else { return nil }
        let start = word.lowerBound
        for place in stride(from: 0, to: months.count, by: 3)
        where months[place] == Octets.lowercased(bytes[start])
            && months[place + 1] == Octets.lowercased(bytes[start + 1])
            && months[place + 2] == Octets.lowercased(bytes[start + 2])
        {
            return place / 3 + 1
        }
        return nil
    }

    private static func year(_ bytes: [UInt8], _ word: Range<Int>) -> Int? {
        guard let year = number(bytes, word, digits: 2...4) else { return nil }
        switch word.count {
        case 2: return year + (year < 50 ? 2000 : 1900)
        case 3: return year + 1900
        default: return year
        }
    }

    /// The second of the day that `hour:minute` or `hour:minute:second` names.
    private static func secondOfDay(_ bytes: [UInt8], _ word: Range<Int>) -> Int? {
        guard let colon = bytes[word].firstIndex(of: Octets.colon) else { return nil }
        let rest = (colon + 1)..<word.upperBound
        let secondColon = bytes[rest].firstIndex(of: Octets.colon)
        guard let hour = number(bytes, word.lowerBound..<colon, digits: 1...2), hour < 24,
            let minute = number(
                bytes,
                rest.lowerBound..<(secondColon ?? rest.upperBound),
                digits: 1...2
            ), minute < 60,
            let second = secondColon.map({
                number(bytes, ($0 + 1)..<rest.upperBound, digits: 1...2)
            }) ?? 0, second <= 60
        else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Seconds east of UTC.
    private static func offset(_ bytes: [UInt8], _ zone: Range<Int>) -> Int {
        guard let sign = bytes[zone].first else { return 0 }
        if sign == 0x2B || sign == Octets.hyphen {
            guard let digits = number(bytes, zone.dropFirst(), digits: 4...4), digits % 100 < 60
            else { return 0 }
            let seconds = digits / 100 * 3600 + digits % 100 * 60
            return sign == Octets.hyphen ? -seconds : seconds
        }
        let known = zones.first { Octets.isWord($0.name, in: bytes, at: zone) }
        return (known?.hours ?? 0) * 3600
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
