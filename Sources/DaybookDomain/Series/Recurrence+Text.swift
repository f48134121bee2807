extension Recurrence {
    /// Reads lines of iCalendar: at most one RRULE, and EXDATE and RDATE with local times
    /// (`EXDATE:20261224T100000,20261231T100000`).
    ///
    /// - Throws: ``RecurrenceError``, which names the line or part.
    public init(_ text: some StringProtocol) throws(RecurrenceError) {
        self.init(nil)
        guard text.utf8.count <= SeriesLimits.textBytesMax else {
            throw RecurrenceError(
                .tooLong,
                "RRULE",
                "at most \(SeriesLimits.textBytesMax) bytes"
            )
        }
        for line in text.split(whereSeparator: \.isNewline) {
            let pair = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else {
                throw RecurrenceError(.malformed, String(line.prefix(40)), "NAME:VALUE")
            }
            switch pair[0].uppercased() {
            case "RRULE":
                guard rule == nil else {
                    throw RecurrenceError(.forbidden, "RRULE", "one rule in a series")
                }
                rule = try RecurrenceRule(pair[1])
            case "EXDATE": exceptions += try Recurrence.wallTimes(pair[1], "EXDATE")
            case "RDATE": additions += try Recurrence.wallTimes(pair[1], "RDATE")
            default:
                throw RecurrenceError(
                    .unsupported,
                    String(pair[0].prefix(40)),
                    "RRULE, EXDATE or RDATE in the wall time of the place"
                )
            }
        }
    }

    /// The recurrence as lines of iCalendar, in one order.
    public var text: String {
        var lines: [String] = []
        if let rule { lines.append("RRULE:" + rule.text) }
        for (name, walls) in [("EXDATE", exceptions), ("RDATE", additions)] where !walls.isEmpty {
            lines.append("\(name):" + walls.map(Recurrence.text).joined(separator: ","))
        }
        return lines.joined(separator: "\n")
    }

    private static func wallTimes(
        _ text: some StringProtocol,
        _ name: String
    ) throws(RecurrenceError) -> [WallTime] {
        var walls: [WallTime] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let wall = wallTime(part), walls.count < SeriesLimits.valuesMax else {
                throw RecurrenceError(
                    .malformed,
                    name,
                    "at most \(SeriesLimits.valuesMax) local times such as 20261224T100000"
                )
            }
            walls.append(wall)
        }
        return walls
    }

    /// A DATE: eight digits.
    package static func date(_ text: some StringProtocol) -> CivilDate? {
        var reader = DigitReader(Array(text.utf8))
        guard let date = compactDate(&reader), reader.isAtEnd else { return nil }
        return date
    }

    /// A local DATE-TIME on a whole minute; seconds must be 00.
    static func wallTime(_ text: some StringProtocol) -> WallTime? {
        var reader = DigitReader(Array(text.utf8))
        guard let date = compactDate(&reader), reader.byte(of: 0x54) != nil,
            let hour = reader.number(digits: 2, in: 0...23),
            let minute = reader.number(digits: 2, in: 0...59),
            reader.number(digits: 2, in: 0...0) != nil, reader.isAtEnd
        else { return nil }
        return WallTime(date: date, minuteOfDay: hour * 60 + minute)
    }

    private static func compactDate(_ reader: inout DigitReader) -> CivilDate? {
        guard let year = reader.number(digits: 4, in: 0...9_999),
            let month = reader.number(digits: 2, in: 1...12),
            let day = reader.number(digits: 2, in: 1...31)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    static func text(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return padded(year, 4) + padded(month, 2) + padded(day, 2)
    }

    static func text(_ wall: WallTime) -> String {
        let minute = Int(wall.minuteOfDay)
        return "\(text(wall.date))T\(padded(minute / 60, 2))\(padded(minute % 60, 2))00"
    }
}
