import DaybookDomain
import Testing

/// Bugs of other booking systems, each on the dates given and on shifted ones. The number is the
/// research's.
@Suite("Bugs that other booking systems had")
struct ResearchBugsTests {
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

    @Test("3: Tuesday 19:00 in London is 18:00Z in summer and 19:00Z in winter")
    func londonEvenings() throws {
        var clinic = SmallClinic()
        clinic.zone = "Europe/London"
        clinic.hours = try hours(1_140, 1_170, on: [.tuesday])
        let diary = try clinic.diary(at: "2026-10-05T00:00:00Z")
        let starts = diary.offered(1, try window("2026-10-05T00:00:00Z", minutes: 42 * 1_440))
        #expect(
            text(starts) == [
                "2026-10-06T18:00", "2026-10-13T18:00", "2026-10-20T18:00", "2026-10-27T19:00",
                "2026-11-03T19:00", "2026-11-10T19:00",
            ]
        )
        clinic.hours = try hours(30, 60, on: [.monday])
        let early = try clinic.diary(at: "2026-10-05T00:00:00Z")
        let mondays = early.offered(1, try window("2026-10-05T00:00:00Z", minutes: 42 * 1_440))
        let rules = try ZoneFiles.rules("Europe/London")
        #expect(mondays.count == 6 - 1)
        #expect(mondays.allSatisfy { rules.wallTime(at: $0.instant).date.weekday == .monday })
    }

    @Test("4: the recorded rules count: the same wall time, two releases, two instants, both kept")
    func recordedRules() throws {
        // Pacific time until the change of 2026, then for ever at −07: as two releases have it.
        let old = try ZoneRules(tzif: Self.tzif("PST8PDT,M3.2.0,M11.1.0"))
        let new = try #require(ZoneRules(fixedOffsetSeconds: -7 * 3_600))
        var clinic = SmallClinic()
        clinic.rules = old
        clinic.hours = try hours(540, 570)
        var diary = try clinic.diary(at: "2026-11-20T00:00:00Z")
        let day = try window("2026-12-01T08:00:00Z", minutes: 1_200)
        #expect(text(diary.offered(1, day)) == ["2026-12-01T17:00"])
        let booked = try diary.perform(
            .book(TimeRequest(service: 1, start: try minute("2026-12-01T17:00:00Z")))
        )
        #expect(booked[0].detail >> 16 == 1)
        #expect(Int16(truncatingIfNeeded: booked[0].detail) == -480)
        try diary.perform(
            .configure([
                .zone(Zone(number: 2, name: "America/Vancouver", release: "2026c", rules: new)),
                .location(
                    Location(number: 1, key: "here", name: "H", zone: 2, hours: clinic.hours)
                ),
            ])
        )
        #expect(text(diary.offered(1, day)) == ["2026-12-01T16:00"])
        // The booking stays at its instant until somebody moves it.
        let history = diary.history(of: booked[0].subject)
        #expect(Appointment(history: history).footprints[0].start == booked[0].start)
    }

    private static func tzif(_ footer: String) -> [UInt8] {
        var builder = TZifBuilder()
        builder.types = [(-8 * 3_600, 0), (-7 * 3_600, 1)]
        builder.transitions = [(1_200_000_000, 0)]
        builder.footer = footer
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

    @Test("6: the last start leaves room for the whole visit")
    func lastStart() throws {
        var clinic = SmallClinic()
        clinic.hours = try hours(540, 1_005)
        clinic.service.duration = 20
        clinic.service.alignment = 20
        let diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let starts = diary.offered(1, try window("2026-05-04T00:00:00Z", minutes: 1_440))
        #expect(text(starts).last == "2026-05-04T16:20")
    }

    @Test("7: hours past midnight, and days without an end, offer what crosses midnight")
    func pastMidnight() throws {
        var clinic = SmallClinic()
        clinic.service.duration = 60
        clinic.service.alignment = 30
        clinic.hours = try hours(1_350, 1_560)
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let night = try window("2026-05-04T20:00:00Z", minutes: 600)
        #expect(
            text(diary.offered(1, night)) == [
                "2026-05-04T22:30", "2026-05-04T23:00", "2026-05-04T23:30", "2026-05-05T00:00",
                "2026-05-05T00:30", "2026-05-05T01:00",
            ]
        )
        clinic.hours = .always
        diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        #expect(diary.offered(1, night).contains(try minute("2026-05-04T23:00:00Z")))
        #expect(diary.offered(1, night).contains(try minute("2026-05-04T23:30:00Z")))
    }

    @Test("8: a visit's buffer keeps a start out of what is offered and of what is accepted")
    func bufferAfter() throws {
        var clinic = SmallClinic()
        clinic.service.bufferAfter = 15
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        try diary.perform(
            .book(TimeRequest(service: 1, start: try minute("2026-05-04T09:00:00Z")))
        )
        let half = try minute("2026-05-04T09:30:00Z")
        let query = try window("2026-05-04T09:20:00Z", minutes: 60)
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

    @Test("9: ten who want one time: one gets it, nine are told that it is taken")
    func tenParallel() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("2026-05-04T09:00:00Z"))
        var answers: [Reason] = []
        for _ in 0..<10 {
            answers.append(diary.reason(.book(request)))
            _ = try? diary.perform(.book(request))
        }
        #expect(answers == [.none] + Array(repeating: .taken, count: 9))
    }

    @Test("10: a time that waits for confirmation can't be asked for twice")
    func twoPending() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("2026-05-04T09:00:00Z"))
        let first = try diary.perform(.hold(request, minutes: 60))[0].subject
        #expect(diary.reason(.hold(request, minutes: 60)) == .held)
        diary.now = try instant("2026-05-04T01:00:00Z")
        let second = try diary.perform(.hold(request, minutes: 60))[0].subject
        try diary.perform(.confirmHold(subject: second, party: 0))
        #expect(diary.reason(.confirmHold(subject: first, party: 0)) == .holdExpired)
    }

    @Test("11: a hold blocks others, not its holder, and nothing is left stuck")
    func holds() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
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

    @Test("11: a hold ends at its instant, not a millisecond before")
    func holdEnds() throws {
        var diary = try SmallClinic().diary(at: "2026-05-04T00:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("2026-05-04T09:00:00Z"))
        try diary.perform(.hold(request, minutes: 30))
        diary.now = try instant("2026-05-04T00:29:59.999Z")
        #expect(diary.reason(.book(request)) == .held)
        diary.now = try instant("2026-05-04T00:30:00Z")
        #expect(diary.reason(.book(request)) == .none)
    }

    @Test("12: a visit can move into its own time", arguments: [15, 30, 45, -15, -45])
    func moveIntoOwnTime(by minutes: Int) throws {
        var clinic = SmallClinic()
        clinic.service.duration = 60
        clinic.service.bufferAfter = 15
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let start = try minute("2026-05-04T11:30:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        let moved = start.advanced(by: minutes)
        try diary.perform(.reschedule(subject: subject, start: moved, resource: 0))
        let free = diary.offered(1, start.advanced(by: -180)..<start.advanced(by: 180))
        #expect(free.allSatisfy { $0 <= moved.advanced(by: -75) || $0 >= moved.advanced(by: 75) })
        #expect(free.contains(moved.advanced(by: 75)) && free.contains(moved.advanced(by: -75)))
    }

    @Test("13: a visit that goes on is not over because its start has passed")
    func ongoing() throws {
        var clinic = SmallClinic()
        clinic.service.notice = 30
        clinic.service.alignment = 60
        var long = Service(number: 2, key: "long", name: "L", duration: 105)
        long.groups = clinic.service.groups
        clinic.more = [long]
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        try diary.perform(
            .book(TimeRequest(service: 2, start: try minute("2026-05-04T10:00:00Z")))
        )
        diary.now = try instant("2026-05-04T10:05:00Z")
        let starts = diary.offered(1, try window("2026-05-04T10:00:00Z", minutes: 121))
        #expect(text(starts) == ["2026-05-04T12:00"])
        #expect(
            diary.reason(
                .book(
                    TimeRequest(service: 1, start: try minute("2026-05-04T11:00:00Z"))
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
