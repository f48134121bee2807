extension RecurrenceRule {
    private static let weekdayNames: [(name: String, weekday: Weekday)] = [
        ("MO", .monday), ("TU", .tuesday), ("WE", .wednesday), ("TH", .thursday), ("FR", .friday),
        ("SA", .saturday), ("SU", .sunday),
    ]

    /// Reads the value of an RRULE, such as "FREQ=WEEKLY;COUNT=6;BYDAY=TU". Case does not count.
    ///
    /// - Throws: ``RecurrenceError``, which names the part.
    public init(_ text: some StringProtocol) throws(RecurrenceError) {
        guard text.utf8.count <= SeriesLimits.textBytesMax else {
            throw RecurrenceError(
                .tooLong,
                "RRULE",
                "at most \(SeriesLimits.textBytesMax) bytes"
            )
        }
        var parts: [(name: String, value: String)] = []
        for part in text.uppercased().split(separator: ";", omittingEmptySubsequences: false) {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, !pair[1].isEmpty else {
                throw RecurrenceError(.malformed, String(part.prefix(40)), "NAME=VALUE")
            }
            let name = String(pair[0])
            guard !parts.contains(where: { $0.name == name }) else {
                throw RecurrenceError(.malformed, name, "each part once")
            }
            parts.append((name, String(pair[1])))
        }
        guard let value = parts.first(where: { $0.name == "FREQ" })?.value else {
            throw RecurrenceError(.malformed, "FREQ", "DAILY, WEEKLY, MONTHLY or YEARLY")
        }
        guard let frequency = Frequency(rawValue: value) else {
            let isKnown = ["SECONDLY", "MINUTELY", "HOURLY"].contains(value)
            throw RecurrenceError(
                isKnown ? .unsupported : .malformed,
                "FREQ",
                "DAILY, WEEKLY, MONTHLY or YEARLY"
            )
        }
        self.init(frequency)
        for (name, value) in parts where name != "FREQ" { try read(name, value) }
        try checkTogether()
    }

    private mutating func read(_ name: String, _ value: String) throws(RecurrenceError) {
        switch name {
        case "INTERVAL": interval = try RecurrenceRule.number(value, name)
        case "COUNT": count = try RecurrenceRule.number(value, name)
        case "UNTIL": end = try RecurrenceRule.end(value)
        case "BYMONTH": months = try RecurrenceRule.numbers(value, name, through: 12, signed: false)
        case "BYMONTHDAY":
            monthDays = try RecurrenceRule.numbers(value, name, through: 31, signed: true)
        case "BYSETPOS":
            positions = try RecurrenceRule.numbers(value, name, through: 366, signed: true)
        case "BYDAY":
            days = try RecurrenceRule.list(value, name).map { (text) throws(RecurrenceError) in
                try RecurrenceRule.day(text)
            }
        case "WKST":
            guard let found = RecurrenceRule.weekdayNames.first(where: { $0.name == value }) else {
                throw RecurrenceError(.malformed, name, "MO to SU")
            }
            weekStart = found.weekday
        case "BYHOUR", "BYMINUTE", "BYSECOND", "BYWEEKNO", "BYYEARDAY", "RSCALE", "SKIP":
            throw RecurrenceError(
                .unsupported,
                name,
                "a rule of INTERVAL, COUNT, UNTIL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS and WKST"
            )
        default:
            throw RecurrenceError(.malformed, String(name.prefix(40)), "a part of RFC 5545")
        }
    }

    /// What RFC 5545 forbids between parts.
    private func checkTogether() throws(RecurrenceError) {
        if count != nil, end != nil {
            throw RecurrenceError(.forbidden, "UNTIL", "COUNT or UNTIL, not both")
        }
        if frequency == .weekly, !monthDays.isEmpty {
            throw RecurrenceError(.forbidden, "BYMONTHDAY", "no days of the month in WEEKLY")
        }
        if frequency == .daily || frequency == .weekly,
            let day = days.first(where: { $0.ordinal != 0 })
        {
            throw RecurrenceError(
                .forbidden,
                "BYDAY",
                "weekdays without ordinals in \(frequency.rawValue), found \(day.ordinal)"
            )
        }
        if !positions.isEmpty, months.isEmpty, monthDays.isEmpty, days.isEmpty {
            throw RecurrenceError(.forbidden, "BYSETPOS", "another BY part beside it")
        }
    }

    private static func number(_ text: String, _ name: String) throws(RecurrenceError) -> Int {
        guard let number = Int(text), (1...SeriesLimits.numberMax).contains(number),
            text.utf8.first != UInt8(ascii: "+")
        else {
            throw RecurrenceError(.malformed, name, "a number from 1 to \(SeriesLimits.numberMax)")
        }
        return number
    }

    private static func list(_ text: String, _ name: String) throws(RecurrenceError) -> [Substring]
    {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count <= SeriesLimits.valuesMax else {
            throw RecurrenceError(.tooLong, name, "at most \(SeriesLimits.valuesMax) values")
        }
        return parts
    }

    private static func numbers(
        _ text: String,
        _ name: String,
        through limit: Int,
        signed: Bool
    ) throws(RecurrenceError) -> [Int] {
        var numbers: [Int] = []
        for part in try list(text, name) {
            guard let number = Int(part), number != 0, abs(number) <= limit, signed || number > 0
            else {
                throw RecurrenceError(.malformed, name, "numbers from 1 to \(limit)")
            }
            numbers.append(number)
        }
        return numbers
    }

    private static func day(_ text: Substring) throws(RecurrenceError) -> Day {
        let expected = "weekdays such as TU, 1MO or -1FR"
        guard let found = weekdayNames.first(where: { text.hasSuffix($0.name) }) else {
            throw RecurrenceError(.malformed, "BYDAY", expected)
        }
        let prefix = text.dropLast(2)
        guard !prefix.isEmpty else { return Day(found.weekday) }
        guard let ordinal = Int(prefix), ordinal != 0, abs(ordinal) <= 53 else {
            throw RecurrenceError(.malformed, "BYDAY", expected)
        }
        return Day(found.weekday, ordinal: ordinal)
    }

    private static func end(_ text: String) throws(RecurrenceError) -> End {
        if let date = Recurrence.date(text) { return .date(date) }
        if text.hasSuffix("Z"), let wall = Recurrence.wallTime(text.dropLast()) {
            return .instant(ZoneRules.utc.instant(for: wall))
        }
        if let wall = Recurrence.wallTime(text) { return .wall(wall) }
        throw RecurrenceError(.malformed, "UNTIL", "19971224, 19971224T090000 or 19971224T090000Z")
    }

    /// The rule as text, in one order of parts.
    public var text: String {
        var parts = ["FREQ=\(frequency.rawValue)"]
        if interval != 1 { parts.append("INTERVAL=\(interval)") }
        if let count { parts.append("COUNT=\(count)") }
        switch end {
        case nil: break
        case .date(let date): parts.append("UNTIL=\(Recurrence.text(date))")
        case .wall(let wall): parts.append("UNTIL=\(Recurrence.text(wall))")
        case .instant(let instant):
            parts.append("UNTIL=\(Recurrence.text(ZoneRules.utc.wallTime(at: instant)))Z")
        }
        func append(_ name: String, _ numbers: [Int]) {
            guard !numbers.isEmpty else { return }
            parts.append("\(name)=" + numbers.map { "\($0)" }.joined(separator: ","))
        }
        append("BYMONTH", months)
        append("BYMONTHDAY", monthDays)
        if !days.isEmpty {
            let texts = days.map { day in
                let name = RecurrenceRule.weekdayNames.first { $0.weekday == day.weekday }?.name
                return (day.ordinal == 0 ? "" : "\(day.ordinal)") + (name ?? "")
            }
            parts.append("BYDAY=" + texts.joined(separator: ","))
        }
        append("BYSETPOS", positions)
        if weekStart != .monday,
            let name = RecurrenceRule.weekdayNames.first(where: { $0.weekday == weekStart })?.name
        {
            parts.append("WKST=\(name)")
        }
        return parts.joined(separator: ";")
    }
}
