/// The rule in a TZif footer: a POSIX TZ string with the extensions of RFC 9636 section 3.3.2.
///
/// `CET-1CEST,M3.5.0,M10.5.0/3` names standard time, one hour ahead of UTC (POSIX counts west as
/// positive), and a daylight saving time that starts on the last Sunday of March at 02:00 and ends
/// on the last Sunday of October at 03:00, each on the wall clock before the change.
struct PosixZone: Hashable {
    /// Seconds ahead of UTC.
    let standardOffset: Int32
    let daylight: Daylight?

    struct Daylight: Hashable {
        let offset: Int32
        let start: YearlyRule
        let end: YearlyRule
    }

    /// Reads up to the line feed that ends the footer, which stays unread.
    init(_ reader: inout ByteReader) throws(ZoneRulesError) {
        try PosixZone.skipName(&reader)
        standardOffset = try PosixZone.offset(&reader)
        guard reader.peeked != 0x0A else {
            daylight = nil
            return
        }
        try PosixZone.skipName(&reader)
        var daylightOffset = Int64(standardOffset) + 3_600
        if reader.peeked != 0x2C {
            daylightOffset = Int64(try PosixZone.offset(&reader))
        }
        guard TimeLimits.offsetSeconds.contains(daylightOffset) else {
            throw reader.failure(.offset)
        }
        let start = try YearlyRule(&reader)
        let end = try YearlyRule(&reader)
        daylight = Daylight(offset: Int32(daylightOffset), start: start, end: end)
    }

    /// The transitions later than `last`, up to the end of ``TimeLimits/lastExpandedYear``.
    func transitions(after last: Int64?) -> [(time: Int64, offset: Int32)] {
        guard let daylight else {
            // RFC 9636 has the footer agree with the last transition; where it doesn't, the
            // transition stays in force.
            return []
        }
        let firstYear: Int64
        if let last {
            let days = Int32(clamping: floorQuotient(last, 86_400))
            firstYear = Int64(CivilDate(dayNumber: days).parts.year) - 1
        } else {
            firstYear = Int64(TimeLimits.firstExpandedYear)
        }
        let lastYear = Int64(TimeLimits.lastExpandedYear)
        guard firstYear <= lastYear else { return [] }
        var events: [(time: Int64, isStart: Bool)] = []
        for year in max(firstYear, 1)...lastYear {
            let end = daylight.end.wallSecond(inYear: year) - Int64(daylight.offset)
            let start = daylight.start.wallSecond(inYear: year) - Int64(standardOffset)
            events.append((end, false))
            events.append((start, true))
        }
        // Where one period ends in the second in which the next starts, as in a zone that keeps
        // daylight saving time all year, the start is what holds.
        events.sort { $0.time != $1.time ? $0.time < $1.time : !$0.isStart && $1.isStart }
        var result: [(time: Int64, offset: Int32)] = []
        for event in events where event.time > last ?? .min {
            if result.last?.time == event.time {
                result.removeLast()
            }
            result.append((event.time, event.isStart ? daylight.offset : standardOffset))
        }
        return result
    }

    /// Three or more letters, or anything of letters, digits and signs in angle brackets.
    private static func skipName(_ reader: inout ByteReader) throws(ZoneRulesError) {
        let quoted = reader.peeked == 0x3C
        if quoted { try reader.skip(1) }
        var length = 0
        while let byte = reader.peeked, isNameByte(byte, quoted: quoted) {
            try reader.skip(1)
            length += 1
        }
        guard length >= 3 else { throw reader.failure(.zoneName) }
        guard quoted else { return }
        guard reader.peeked == 0x3E else { throw reader.failure(.zoneName) }
        try reader.skip(1)
    }

    private static func isNameByte(_ byte: UInt8, quoted: Bool) -> Bool {
        switch byte {
        case 0x41...0x5A, 0x61...0x7A: true
        case 0x30...0x39, 0x2B, 0x2D: quoted
        default: false
        }
    }

    /// `[+-]hh[:mm[:ss]]`, west positive, turned into seconds ahead of UTC.
    private static func offset(_ reader: inout ByteReader) throws(ZoneRulesError) -> Int32 {
        let start = reader.position
        let seconds = -(try YearlyRule.time(&reader, hours: 0...24))
        guard TimeLimits.offsetSeconds.contains(seconds) else {
            throw ZoneRulesError(position: start, expected: .offset)
        }
        return Int32(seconds)
    }
}
