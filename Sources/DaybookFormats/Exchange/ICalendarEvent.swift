internal import DaybookDomain

/// One VEVENT, as far as it says when somebody's time is taken.
struct ICalendarEvent {
    /// Where it begins in the file.
    var line: Int
    var uid = ""
    var sequence: UInt32?
    var modified: Instant?
    /// Whether it takes no time: cancelled, or marked as transparent.
    var isFree = false
    var start: ICalendarTime?
    var end: ICalendarTime?
    var duration: (days: Int, milliseconds: Int64)?
    /// Which instance of the series of the same UID it stands for.
    var recurrence: ICalendarTime?
    var rule: RecurrenceRule?
    var exceptions: [ICalendarTime] = []
    var additions: [ICalendarTime] = []
    /// The first thing that can't be read or kept to; then nothing of the event is.
    private(set) var problem: ExternalProblem?

    /// Gives the rules of a TZID.
    typealias Zones = (String) -> ZoneRules?

    init(line: Int) {
        self.line = line
    }

    /// The version: the second of LAST-MODIFIED, else SEQUENCE, else none.
    var version: UInt32? {
        modified.flatMap { UInt32(exactly: $0.seconds) } ?? sequence
    }

    /// Whether this is a later state of the same event.
    func isNewer(than other: ICalendarEvent) -> Bool {
        let (mine, theirs) = (sequence ?? 0, other.sequence ?? 0)
        if mine != theirs { return mine > theirs }
        let least = Instant(milliseconds: .min)
        return (modified ?? least) >= (other.modified ?? least)
    }

    var isSeries: Bool { rule != nil || !additions.isEmpty }

    /// Takes a property of the event in.
    mutating func read(_ line: ContentLines.Line, _ floating: ZoneRules, _ zones: Zones) {
        guard problem == nil else { return }
        do throws(ExternalProblem) {
            try take(line, floating, zones)
        } catch {
            problem = error
        }
    }

    private mutating func take(
        _ line: ContentLines.Line,
        _ floating: ZoneRules,
        _ zones: Zones
    ) throws(ExternalProblem) {
        let value = String(decoding: line.value, as: UTF8.self)
        switch String(decoding: line.name, as: UTF8.self) {
        case "UID": uid = String(decoding: ContentLines.unescaped(line.value), as: UTF8.self)
        case "SEQUENCE": sequence = UInt32(value)
        case "LAST-MODIFIED": modified = ICalendarTime(value, in: .utc)?.instant
        case "STATUS": isFree = isFree || value.uppercased() == "CANCELLED"
        case "TRANSP": isFree = isFree || value.uppercased() == "TRANSPARENT"
        case "DTSTART": start = try times(line, floating, zones).first
        case "DTEND": end = try times(line, floating, zones).first
        case "DURATION":
            duration = ICalendarTime.duration(value)
            if duration == nil {
                throw ExternalProblem(line: line.number, "a DURATION such as PT30M")
            }
        case "RECURRENCE-ID":
            guard line.parameter("RANGE") == nil else {
                throw ExternalProblem(line: line.number, "a RECURRENCE-ID without RANGE")
            }
            recurrence = try times(line, floating, zones).first
        case "EXDATE": exceptions += try times(line, floating, zones)
        case "RDATE": additions += try times(line, floating, zones)
        case "EXRULE": throw ExternalProblem(line: line.number, "an event without EXRULE")
        case "RRULE":
            guard rule == nil else { throw ExternalProblem(line: line.number, "one RRULE") }
            do throws(RecurrenceError) {
                rule = try RecurrenceRule(value)
            } catch {
                throw ExternalProblem(line: line.number, error)
            }
        default: break
        }
    }

    /// The values of a property in the zone of its TZID; floating ones in the clinic's.
    private func times(
        _ line: ContentLines.Line,
        _ floating: ZoneRules,
        _ zones: Zones
    ) throws(ExternalProblem) -> [ICalendarTime] {
        let name = String(decoding: line.name, as: UTF8.self)
        var zone = floating
        if let id = line.parameter("TZID") {
            guard let found = zones(String(decoding: id, as: UTF8.self)) else {
                throw ExternalProblem(
                    line: line.number,
                    "\(name) in a TZID whose rules the clinic has, or that --timezone names"
                )
            }
            zone = found
        }
        guard line.parameter("VALUE").map({ $0 != Array("PERIOD".utf8) }) ?? true else {
            throw ExternalProblem(line: line.number, "\(name) with dates or times, no periods")
        }
        var times: [ICalendarTime] = []
        for part in String(decoding: line.value, as: UTF8.self).split(separator: ",") {
            guard let time = ICalendarTime(part, in: zone) else {
                throw ExternalProblem(line: line.number, "\(name) such as 20261224T100000")
            }
            times.append(time)
        }
        guard !times.isEmpty, times.count <= SeriesLimits.valuesMax else {
            throw ExternalProblem(
                line: line.number,
                "\(name) with 1 to \(SeriesLimits.valuesMax) values"
            )
        }
        return times
    }

    /// When an instance ends that begins at this start; `nil` if it takes no time.
    func end(ofInstanceAt start: ICalendarTime) -> Instant? {
        guard let first = self.start else { return nil }
        var ending = start.isDate ? start.advanced(days: 1, milliseconds: 0) : start.instant
        if let end {
            let days = Int(end.wall.date.dayNumber) - Int(first.wall.date.dayNumber)
            let length = end.instant.milliseconds - first.instant.milliseconds
            ending =
                start.isDate
                ? start.advanced(days: days, milliseconds: 0)
                : start.instant.advanced(byMilliseconds: length)
        } else if let duration {
            ending = start.advanced(days: duration.days, milliseconds: duration.milliseconds)
        }
        return ending > start.instant ? ending : nil
    }
}

extension ExternalProblem {
    /// What of a recurrence is not kept to, by the name of its part.
    init(line: Int, _ error: RecurrenceError) {
        self.init(line: line, "\(error.part) (\(error.code.rawValue)): \(error.expected)")
    }
}
