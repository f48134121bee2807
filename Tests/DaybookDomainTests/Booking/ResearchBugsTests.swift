import DaybookDomain
import Testing

/// Bugs of other booking systems, each on the dates given and on shifted ones. The number is the
/// research's.
@Suite("Bugs that other booking systems had")
struct ResearchBugsTests {
    /// Days without a date of their own in the research: one like any other, the ends of summer and
    /// winter time, a leap day.
    private static let days = ["2026-05-04", "2026-10-25", "2027-03-28", "2028-02-29"]

    private func hours(_ open: Int, _ close: Int, on days: [Weekday] = Weekday.allCases) throws
        -> WeeklyHours
    {
        try WeeklyHours([try #require(WallInterval(open: open, close: close))], on: days)
    }

    private func window(_ from: String, minutes: Int) throws -> Range<Minute> {
        let first = try minute(from)
        return first..<first.advanced(by: minutes)
    }

    private func text(_ minutes: [Minute], _ zone: ZoneRules = .utc) -> [String] {
        minutes.map { "\(zone.wallTime(at: $0.instant))" }
    }

    @Test(
        "1: Sunday 12:30 stays 12:30 when the clocks change",
        arguments: [
            "2023-03-12", "2023-11-05", "2024-03-10", "2024-11-03", "2026-03-08", "2026-11-01",
        ]
    )
    func sundayOnly(day: String) throws {
        for zone in ["America/New_York", "America/Chicago", "America/Los_Angeles"] {
            var clinic = SmallClinic()
            clinic.zone = zone
            clinic.hours = try hours(750, 780, on: [.sunday])
            let midnight = try minute("\(day)T00:00:00Z")
            let diary = try Diary(
                clinic.definitions(),
                at: midnight.advanced(by: -3 * 1_440).instant
            )
            let starts = diary.offered(1, midnight..<midnight.advanced(by: 2_000))
            let rules = try ZoneFiles.rules(zone)
            #expect(text(starts, rules) == ["\(day)T12:30"])
        }
    }

    @Test(
        "2: notice that ends on the day of the change moves no start",
        arguments: [
            ("2023-10-29T14:00:00Z", 7), ("2024-10-27T14:00:00Z", 7), ("2024-03-03T14:00:00Z", 7),
        ]
    )
    func noticeOnChangeDay(now: String, days: UInt32) throws {
        let rules = try ZoneFiles.rules("America/New_York")
        var grids: Set<[Int16]> = []
        for notice in [days - 1, days, days + 1] {
            var clinic = SmallClinic()
            clinic.zone = "America/New_York"
            clinic.hours = try hours(540, 1_020)
            clinic.service.notice = notice * 1_440
            let diary = try clinic.diary(at: now)
            let first = diary.now.minute.advanced(by: Int(notice + 1) * 1_440 - 600)
            let starts = diary.offered(1, first..<first.advanced(by: 1_440))
            grids.insert(Set(starts.map { rules.wallTime(at: $0.instant).minuteOfDay }).sorted())
        }
        #expect(grids.count == 1)
        #expect(grids.first?.first == 540)
    }

    @Test(
        "3: Tuesday 19:00 in London is 18:00Z in summer and 19:00Z in winter",
        arguments: [
            ("2026-10-05", [18, 18, 18, 19, 19, 19]), ("2027-10-11", [18, 18, 18, 19, 19, 19]),
            ("2027-03-08", [19, 19, 19, 18, 18, 18]), ("2025-10-13", [18, 18, 19, 19, 19, 19]),
        ]
    )
    func londonEvenings(monday: String, hoursOfDay: [Int]) throws {
        var clinic = SmallClinic()
        clinic.zone = "Europe/London"
        clinic.hours = try hours(1_140, 1_170, on: [.tuesday])
        let first = try #require(CivilDate(monday))
        let weeks = try window("\(monday)T00:00:00Z", minutes: 42 * 1_440)
        let diary = try clinic.diary(at: "\(monday)T00:00:00Z")
        let expected = hoursOfDay.enumerated().map { week, hour in
            "\(first.advanced(by: 1 + 7 * week))T\(hour):00"
        }
        #expect(text(diary.offered(1, weeks)) == expected)
        clinic.hours = try hours(30, 60, on: [.monday])
        let early = try clinic.diary(at: "\(monday)T00:00:00Z")
        let mondays = early.offered(1, weeks)
        let rules = try ZoneFiles.rules("Europe/London")
        #expect(mondays.count >= 5)
        for start in mondays {
            let wall = rules.wallTime(at: start.instant)
            #expect(wall.date.weekday == .monday && wall.minuteOfDay == 30)
        }
    }

    @Test(
        "4: the recorded rules count: the same wall time, two releases, two instants, both kept",
        arguments: [
            // Pacific and Mountain time as two releases have them, on the date given and on others.
            ("America/Vancouver", -8, "2026-12-01"), ("America/Edmonton", -7, "2026-12-01"),
            ("America/Vancouver", -8, "2027-01-15"), ("America/Edmonton", -7, "2028-02-29"),
        ]
    )
    func recordedRules(zone: String, winter: Int, day: String) throws {
        // Until the change of 2026 as it was, then for ever at summer's offset.
        let old = try ZoneRules(tzif: Self.tzif(standard: winter))
        let new = try #require(ZoneRules(fixedOffsetSeconds: (winter + 1) * 3_600))
        var clinic = SmallClinic()
        clinic.rules = old
        clinic.hours = try hours(540, 570)
        clinic.service.horizonDays = 700
        var diary = try clinic.diary(at: "2026-11-20T00:00:00Z")
        let window = try window("\(day)T08:00:00Z", minutes: 1_200)
        let before = try minute("\(day)T09:00:00Z").advanced(by: -winter * 60)
        #expect(diary.offered(1, window) == [before])
        let booked = try diary.perform(.book(TimeRequest(service: 1, start: before)))
        #expect(booked[0].detail >> 16 == 1)
        #expect(Int16(truncatingIfNeeded: booked[0].detail) == Int16(winter * 60))
        try diary.perform(
            .configure([
                .zone(Zone(number: 2, name: zone, release: "2026c", rules: new)),
                .location(
                    Location(number: 1, key: "here", name: "H", zone: 2, hours: clinic.hours)
                ),
            ])
        )
        #expect(diary.offered(1, window) == [before.advanced(by: -60)])
        // The booking stays at its instant until somebody moves it, and a replay says the same.
        let appointment = Appointment(history: diary.history(of: booked[0].subject))
        #expect(appointment.footprints[0].start == before)
        let reason = diary.explain(TimeRequest(service: 1, start: before)).reason
        #expect(reason == .outsideHours)
    }

    private static func tzif(standard: Int) -> [UInt8] {
        var builder = TZifBuilder()
        builder.types = [(Int32(standard * 3_600), 0), (Int32((standard + 1) * 3_600), 1)]
        builder.transitions = [(1_200_000_000, 0)]
        builder.footer = "AST\(-standard)ADT,M3.2.0,M11.1.0"
        return builder.bytes()
    }

    @Test(
        "5: an hourly grid lies on the wall's hours where the offset is +05:45",
        arguments: [
            "2026-02-02", "2026-07-14",
        ]
    )
    func kathmandu(day: String) throws {
        var clinic = SmallClinic()
        clinic.zone = "Asia/Kathmandu"
        clinic.hours = try hours(540, 1_020)
        clinic.service.duration = 60
        clinic.service.alignment = 60
        var diary = try clinic.diary(at: "\(day)T00:00:00Z")
        try diary.perform(
            .book(TimeRequest(service: 1, start: try minute("\(day)T07:15:00Z")))
        )
        let starts = diary.offered(1, try window("\(day)T07:00:00Z", minutes: 200))
        #expect(text(starts, try ZoneFiles.rules("Asia/Kathmandu")).first == "\(day)T14:00")
    }

    @Test(
        "6: the last start leaves room for the whole visit",
        arguments: [
            ("2026-05-04", 1_005, UInt16(20), "16:20"), ("2026-10-26", 1_005, 20, "16:20"),
            ("2027-02-01", 1_000, 20, "16:20"), ("2026-05-04", 1_005, 45, "15:45"),
        ]
    )
    func lastStart(day: String, close: Int, length: UInt16, last: String) throws {
        var clinic = SmallClinic()
        clinic.hours = try hours(540, close)
        clinic.service.duration = length
        clinic.service.alignment = length
        let diary = try clinic.diary(at: "\(day)T00:00:00Z")
        let starts = diary.offered(1, try window("\(day)T00:00:00Z", minutes: 1_440))
        #expect(text(starts).last == "\(day)T\(last)")
    }

    @Test(
        "7: hours past midnight, and days without an end, offer what crosses midnight",
        arguments: [("2026-05-04", "2026-05-05"), ("2026-12-31", "2027-01-01")]
    )
    func pastMidnight(day: String, next: String) throws {
        var clinic = SmallClinic()
        clinic.service.duration = 60
        clinic.service.alignment = 30
        clinic.hours = try hours(1_350, 1_560)
        var diary = try clinic.diary(at: "\(day)T00:00:00Z")
        let night = try window("\(day)T20:00:00Z", minutes: 600)
        #expect(
            text(diary.offered(1, night)) == [
                "\(day)T22:30", "\(day)T23:00", "\(day)T23:30", "\(next)T00:00",
                "\(next)T00:30", "\(next)T01:00",
            ]
        )
        clinic.hours = .always
        diary = try clinic.diary(at: "\(day)T00:00:00Z")
        #expect(diary.offered(1, night).contains(try minute("\(day)T23:00:00Z")))
        #expect(diary.offered(1, night).contains(try minute("\(day)T23:30:00Z")))
    }

    @Test(
        "8: a visit's buffer keeps a start out of what is offered and of what is accepted",
        arguments: ["2026-05-04", "2026-03-29", "2028-02-29"]
    )
    func bufferAfter(day: String) throws {
        var clinic = SmallClinic()
        clinic.service.bufferAfter = 15
        var diary = try clinic.diary(at: "\(day)T00:00:00Z")
        try diary.perform(
            .book(TimeRequest(service: 1, start: try minute("\(day)T09:00:00Z")))
        )
        let half = try minute("\(day)T09:30:00Z")
        let query = try window("\(day)T09:20:00Z", minutes: 60)
        #expect(!diary.offered(1, query).contains(half))
        #expect(diary.reason(.book(TimeRequest(service: 1, start: half))) == .buffer)
        #expect(diary.offered(1, query).first == half.advanced(by: 15))
    }

    @Test(
        "the three buffer policies differ as the research computed",
        arguments: [
            (BufferPolicy.additive, [String]()), (.maximum, ["13:30"]),
            (.existingOnly, ["13:30", "13:45"]),
        ]
    )
    func policies(policy: BufferPolicy, expected: [String]) throws {
        var clinic = SmallClinic()
        clinic.service.bufferBefore = 15
        clinic.service.bufferAfter = 30
        clinic.service.bufferPolicy = policy
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        for start in ["12:30", "14:30"] {
            try diary.perform(
                .book(TimeRequest(service: 1, start: try minute("2026-05-04T\(start):00Z")))
            )
        }
        let starts = diary.offered(1, try window("2026-05-04T13:00:00Z", minutes: 90))
        #expect(text(starts).map { String($0.suffix(5)) } == expected)
    }

    @Test("9: ten who want one time: one gets it, nine are told that it is taken", arguments: days)
    func tenParallel(on date: String) throws {
        var diary = try SmallClinic().diary(at: "\(date)T00:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("\(date)T09:00:00Z"))
        var answers: [Reason] = []
        for _ in 0..<10 {
            answers.append(diary.reason(.book(request)))
            _ = try? diary.perform(.book(request))
        }
        #expect(answers == [.none] + Array(repeating: .taken, count: 9))
    }

    @Test("10: a time that waits for confirmation can't be asked for twice", arguments: days)
    func twoPending(on date: String) throws {
        var diary = try SmallClinic().diary(at: "\(date)T00:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("\(date)T09:00:00Z"))
        let first = try diary.perform(.hold(request, minutes: 60))[0].subject
        #expect(diary.reason(.hold(request, minutes: 60)) == .held)
        diary.now = try instant("\(date)T01:00:00Z")
        let second = try diary.perform(.hold(request, minutes: 60))[0].subject
        try diary.perform(.confirmHold(subject: second, party: 0))
        #expect(diary.reason(.confirmHold(subject: first, party: 0)) == .holdExpired)
    }

    @Test("11: a hold blocks others, not its holder, and nothing is left stuck", arguments: days)
    func holds(on date: String) throws {
        var diary = try SmallClinic().diary(at: "\(date)T00:00:00Z")
        let nine = try minute("\(date)T09:00:00Z")
        let request = TimeRequest(service: 1, start: nine, party: 5)
        let day = nine..<nine.advanced(by: 1)
        let subject = try diary.perform(.hold(request, minutes: 0))[0].subject
        #expect(diary.facts.last?.detail == 1_800)
        #expect(diary.reason(.hold(request, minutes: 10)) == .held)
        #expect(diary.reason(.confirmHold(subject: subject, party: 6)) == .notEligible)
        try diary.perform(.confirmHold(subject: subject, party: 5))
        #expect(diary.offered(1, day).isEmpty)
        try diary.perform(.reschedule(subject: subject, start: nine.advanced(by: 60), resource: 0))
        #expect(diary.offered(1, day) == [nine])
        try diary.perform(.cancel(subject: subject, reason: .patient))
        let all = diary.offered(1, nine..<nine.advanced(by: 120))
        #expect(all.count == 8)
    }

    @Test("11: a hold ends at its instant, not a millisecond before", arguments: days)
    func holdEnds(on date: String) throws {
        var diary = try SmallClinic().diary(at: "\(date)T00:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("\(date)T09:00:00Z"))
        try diary.perform(.hold(request, minutes: 30))
        diary.now = try instant("\(date)T00:29:59.999Z")
        #expect(diary.reason(.book(request)) == .held)
        diary.now = try instant("\(date)T00:30:00Z")
        #expect(diary.reason(.book(request)) == .none)
    }

    @Test(
        "12: a visit can move into its own time, and is offered to",
        arguments: days,
        [15, 30, 45, -15, -45]
    )
    func moveIntoOwnTime(on date: String, by minutes: Int) throws {
        var clinic = SmallClinic()
        clinic.service.duration = 60
        clinic.service.bufferAfter = 15
        var diary = try clinic.diary(at: "\(date)T00:00:00Z")
        let start = try minute("\(date)T11:30:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        let moved = start.advanced(by: minutes)
        let own = Appointment(history: diary.history(of: subject)).footprints
        let listed = diary.state.starts(
            moving: own,
            of: clinic.service,
            in: start.advanced(by: -180)..<start.advanced(by: 180),
            resource: 0,
            now: diary.now
        )
        #expect(listed.contains { $0.start == moved })
        #expect(!listed.contains { $0.start == start }, "it is there already")
        try diary.perform(.reschedule(subject: subject, start: moved, resource: 0))
        let free = diary.offered(1, start.advanced(by: -180)..<start.advanced(by: 180))
        #expect(free.allSatisfy { $0 <= moved.advanced(by: -75) || $0 >= moved.advanced(by: 75) })
        #expect(free.contains(moved.advanced(by: 75)) && free.contains(moved.advanced(by: -75)))
    }

    @Test("13: a visit that goes on is not over because its start has passed", arguments: days)
    func ongoing(on date: String) throws {
        var clinic = SmallClinic()
        clinic.service.notice = 30
        clinic.service.alignment = 60
        var long = Service(number: 2, key: "long", name: "L", duration: 105)
        long.groups = clinic.service.groups
        clinic.more = [long]
        var diary = try clinic.diary(at: "\(date)T08:00:00Z")
        try diary.perform(
            .book(TimeRequest(service: 2, start: try minute("\(date)T10:00:00Z")))
        )
        diary.now = try instant("\(date)T10:05:00Z")
        let starts = diary.offered(1, try window("\(date)T10:00:00Z", minutes: 121))
        #expect(text(starts) == ["\(date)T12:00"])
        #expect(
            diary.reason(
                .book(
                    TimeRequest(service: 1, start: try minute("\(date)T11:00:00Z"))
                )
            ) == .taken
        )
    }

    @Test("14: a block lies on its own day in its own week, and lifting it frees that day alone")
    func weeklyBlock() throws {
        var clinic = SmallClinic()
        clinic.hours = try hours(540, 570)
        clinic.exceptions = try [2, 9, 16].map {
            try HoursException(
                on: try #require(CivilDate(year: 2026, month: 7, day: $0)),
                .closed,
                layer: .block
            )
        }
        let diary = try clinic.diary(at: "2026-07-01T00:00:00Z")
        let starts = diary.offered(1, try window("2026-07-01T00:00:00Z", minutes: 21 * 1_440))
        let closed = ["2026-07-02T09:00", "2026-07-09T09:00", "2026-07-16T09:00"]
        #expect(text(starts).count == 18)
        #expect(closed.allSatisfy { !text(starts).contains($0) })
    }

    @Test(
        "14: every day is blocked but Thursdays, and each Thursday is left",
        arguments: [("2026-07-01", 28), ("2026-10-12", 28), ("2027-03-15", 21)]
    )
    func allButThursdays(day: String, days: Int) throws {
        var clinic = SmallClinic()
        clinic.zone = "Europe/London"
        clinic.hours = try hours(540, 570)
        let first = try #require(CivilDate(day))
        for offset in 0..<days {
            let date = first.advanced(by: offset)
            guard date.weekday != .thursday else { continue }
            clinic.exceptions.append(try HoursException(on: date, .closed, layer: .block))
        }
        let diary = try clinic.diary(at: "\(day)T00:00:00Z")
        let starts = diary.offered(1, try window("\(day)T00:00:00Z", minutes: days * 1_440))
        let rules = try ZoneFiles.rules("Europe/London")
        let walls = starts.map { rules.wallTime(at: $0.instant) }
        #expect(walls.count == days / 7)
        #expect(walls.allSatisfy { $0.date.weekday == .thursday && $0.minuteOfDay == 540 })
    }

    @Test(
        "15: a night in New York, asked for from midnight UTC on",
        arguments: [
            "2026-01-15", "2026-02-10",
        ]
    )
    func nightInNewYork(day: String) throws {
        var clinic = SmallClinic()
        clinic.zone = "America/New_York"
        clinic.hours = try hours(1_200, 1_560)
        clinic.service.duration = 60
        clinic.service.alignment = 60
        let midnight = try minute("\(day)T00:00:00Z")
        let diary = try Diary(clinic.definitions(), at: midnight.advanced(by: -1_440).instant)
        let starts = diary.offered(1, midnight..<midnight.advanced(by: 720))
        #expect(text(starts) == (1...6).map { "\(day)T0\($0):00" })
    }
}
