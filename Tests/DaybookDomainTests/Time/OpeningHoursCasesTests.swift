import DaybookDomain
import Testing

/// Cases that went wrong in other products, with the results their users expected.
@Suite("Opening hours keep their promise where others failed")
struct OpeningHoursCasesTests {
    private static let workdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]

    private func interval(_ open: Int, _ close: Int) throws -> WallInterval {
        try #require(WallInterval(open: open, close: close))
    }

    private func hours(
        _ open: Int,
        _ close: Int,
        on weekdays: [Weekday] = Weekday.allCases,
        in zone: String = "UTC",
        except exceptions: [HoursException] = []
    ) throws -> OpeningHours {
        try OpeningHours(
            weekly: WeeklyHours([interval(open, close)], on: weekdays),
            exceptions: exceptions,
            zone: ZoneFiles.rules(zone)
        )
    }

    private func at(_ text: String) throws -> Instant {
        try #require(Instant(rfc3339: text))
    }

    private func range(_ from: String, _ to: String) throws -> Range<Minute> {
        try at(from).minute..<at(to).minute
    }

    /// The open ranges as wall times of the zone, in words.
    private func walls(_ hours: OpeningHours, _ from: String, _ to: String) throws -> [String] {
        var result: [String] = []
        hours.forEachOpenRange(in: try range(from, to)) {
            let open = hours.zone.wallTime(at: $0.lowerBound.instant)
            let close = hours.zone.wallTime(at: $0.upperBound.instant)
            result.append("\(open) \(close)")
        }
        return result
    }

    // MARK: Due times

    @Test("Friday 16:30 and one hour, Monday to Friday 9 to 17, is due on Monday at 09:30")
    func overTheWeekend() throws {
        let hours = try hours(540, 1_020, on: Self.workdays)
        let due = hours.due(after: try at("2026-01-30T16:30:00Z"), openSeconds: 3_600)
        #expect(due == (try at("2026-02-02T09:30:00Z")))
    }

    @Test("Friday 16:55 and 24 opening hours is due on Wednesday at 16:55")
    func twentyFourOpeningHours() throws {
        let hours = try hours(540, 1_020, on: Self.workdays, in: "America/New_York")
        let due = hours.due(after: try at("2026-06-05T16:55:00-04:00"), openSeconds: 86_400)
        #expect(due == (try at("2026-06-10T16:55:00-04:00")))
    }

    @Test("16:00 and four hours, 9 to 17, is due the next day at 12:00")
    func overNight() throws {
        let hours = try hours(540, 1_020)
        let due = hours.due(after: try at("2026-03-03T16:00:00Z"), openSeconds: 14_400)
        #expect(due == (try at("2026-03-04T12:00:00Z")))
    }

    @Test(
        "Wednesday 23:00 and 48 hours, daily 9 to 21 but for two holidays, is due at closing time"
    )
    func holidays() throws {
        let holidays = try [11, 13].map { day in
            try HoursException(
                on: #require(CivilDate(year: 2016, month: 11, day: day)),
                .closed,
                layer: .holiday
            )
        }
        let hours = try hours(540, 1_260, in: "Europe/Berlin", except: holidays)
        let due = hours.due(after: try at("2016-11-09T23:00:00+01:00"), openSeconds: 172_800)
        #expect(due == (try at("2016-11-15T21:00:00+01:00")))
    }

    @Test("a message at 12:30, within the break of 8–12 and 13:30–18, starts the clock at 13:30")
    func noonBreak() throws {
        let weekly = try WeeklyHours([interval(480, 720), interval(810, 1_080)])
        let hours = try OpeningHours(weekly: weekly, zone: .utc)
        let received = try at("2026-04-06T12:30:00Z")
        #expect(hours.nextOpening(atOrAfter: received) == (try at("2026-04-06T13:30:00Z")))
        #expect(hours.openSeconds(from: received, to: try at("2026-04-06T13:30:00Z")) == 0)
        #expect(hours.openSeconds(from: received, to: try at("2026-04-06T13:31:00Z")) == 60)
        #expect(
            hours.nextOpening(atOrAfter: try at("2026-04-06T17:59:59Z"))
                == (try at("2026-04-06T17:59:59Z"))
        )
    }

    @Test("two schedules of one ticket sum to 57,608 seconds")
    func twoSchedules() throws {
        // Minutes of a week that starts on Sunday, in UTC.
        func weekly(_ first: Int, _ length: Int, _ days: Int, _ offset: Int) throws -> WeeklyHours {
            var weekly = WeeklyHours()
            for day in 0..<days {
                let weekday = try #require(Weekday(rawValue: UInt8((day + offset + 6) % 7 + 1)))
                try weekly.set([interval(first, first + length)], on: weekday)
            }
            return weekly
        }
        let chicago = try OpeningHours(weekly: weekly(720, 840, 7, 0), zone: .utc)
        let sanFrancisco = try OpeningHours(weekly: weekly(900, 570, 5, 1), zone: .utc)
        let (created, changed) = try (at("2020-09-29T17:01:38Z"), at("2020-09-30T19:01:25Z"))
        let replied = try at("2020-09-30T19:01:46Z")
        let first = chicago.openSeconds(from: created, to: changed)
        let second = sanFrancisco.openSeconds(from: changed, to: replied)
        #expect(second == 21)
        #expect(first + second == 57_608)
    }

    @Test("hours until 23:59 or until 24:00 lose no minute", arguments: [1_439, 1_440])
    func noLostMinute(close: Int) throws {
        let hours = try hours(0, close, in: "Asia/Seoul")
        #expect(
            try walls(hours, "2026-09-01T15:00:00Z", "2026-09-08T15:00:00Z")
                == ["2026-09-02T00:00 2026-09-09T00:00"]
        )
        #expect(hours.isOpen(at: try at("2026-09-02T23:59:59.999+09:00")))
        let start = try at("2026-09-02T12:00:00+09:00")
        #expect(
            hours.due(after: start, openSeconds: 86_400)
                == start.advanced(byMilliseconds: 86_400_000)
        )
    }

    // MARK: Days on which the clock changes

    @Test(
        "only Sunday 12:30–13:00 stays there on both days of change",
        arguments: [
            "2023-03-05", "2023-03-12", "2023-03-19", "2023-10-29", "2023-11-05", "2023-11-12",
        ]
    )
    func sundayNoon(day: String) throws {
        let hours = try hours(750, 780, on: [.sunday], in: "America/New_York")
        #expect(
            try walls(hours, "\(day)T05:00:00Z", "\(day)T23:00:00Z")
                == ["\(day)T12:30 \(day)T13:00"]
        )
    }

    @Test("the grid of a day seven days ahead is that of the days around it")
    func noticeOntoTheDayOfChange() throws {
        let hours = try hours(540, 600, in: "America/New_York")
        for day in ["2023-11-04", "2023-11-05", "2023-11-06"] {
            let set = hours.openMinutes(in: try range("\(day)T04:00:00Z", "\(day)T23:00:00Z"))
            let grid = set.aligned(to: 15, origin: Minute(0)).starts(ofRun: 1).first(99)
            #expect(
                grid.map { hours.zone.wallTime(at: $0.instant).description } == [
                    "\(day)T09:00", "\(day)T09:15", "\(day)T09:30", "\(day)T09:45",
                ]
            )
        }
    }

    @Test("a weekly Tuesday 19:00 in London is 18:00Z three times, then 19:00Z")
    func london() throws {
        let zone = try ZoneFiles.rules("Europe/London")
        let first = try #require(WallTime("2026-10-06T19:00"))
        let hours = (0..<6).map { week in
            zone.instant(for: WallTime(date: first.date.advanced(by: 7 * week), minuteOfDay: 1_140))
                .seconds % 86_400 / 3_600
        }
        #expect(hours == [18, 18, 18, 19, 19, 19])
        let night = try #require(WallTime("2026-10-12T00:30"))
        #expect(night.date.weekday == .monday)
        #expect(zone.wallTime(at: zone.instant(for: night)) == night)
    }

    @Test("a recorded zone answers as recorded: a province that stays on summer time differs")
    func newerRules() throws {
        let wall = try #require(WallTime("2026-12-01T09:00"))
        for (hoursBehind, footer) in [(8, "PST8PDT,M3.2.0,M11.1.0"), (7, "MST7")] {
            let recorded = try ZoneRules(tzif: TZifBuilder(version: 0x33, footer: footer).bytes())
            let replayed = try ZoneRules(decoding: recorded.encode())
            let expected = try at("2026-12-01T\(hoursBehind == 8 ? 17 : 16):00:00Z")
            #expect(replayed.instant(for: wall) == expected)
        }
    }

    @Test("an hourly grid at +05:45 continues at the full local hour")
    func kathmandu() throws {
        let hours = try hours(600, 1_080, in: "Asia/Kathmandu")
        let day = try range("2026-05-04T00:00:00+05:45", "2026-05-05T00:00:00+05:45")
        var free = hours.openMinutes(in: day)
        free.remove(try range("2026-05-04T13:00:00+05:45", "2026-05-04T14:00:00+05:45"))
        free.formStarts(ofRun: 60)
        free.formAligned(to: 60, origin: try at("2026-05-04T00:00:00+05:45").minute)
        #expect(
            free.first(atOrAfter: try at("2026-05-04T12:30:00+05:45").minute)
                == (try at("2026-05-04T14:00:00+05:45").minute)
        )
    }

    @Test(
        "one minute lies on the grid when the grid keeps it, also around a change of the clocks",
        arguments: [
            "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe",
            "Africa/Monrovia",
        ]
    )
    func oneMinuteOnTheGrid(name: String) throws {
        let zone = try ZoneFiles.rules(name)
        for day in ["1971-12-31", "2026-03-28", "2026-04-04", "2026-10-24"] {
            let first = try at("\(day)T00:00:00Z").minute
            for step in [1, 7, 15, 25, 45, 60, 100, 480] {
                for minute in 0..<2_880 {
                    let one = first.advanced(by: minute)
                    var kept = MinuteSet(covering: one..<one.advanced(by: 1))
                    kept.insert(one..<one.advanced(by: 1))
                    kept.formAligned(to: step, zone: zone)
                    #expect(kept.contains(one) == one.isAligned(to: step, zone: zone))
                }
            }
        }
    }

    @Test("22:30–02:00 offers an hour at 23:30, and 00:00–24:00 at 23:00")
    func pastMidnight() throws {
        let night = try hours(1_350, 1_560, in: "Europe/Paris")
        let window = try range("2026-01-10T12:00:00Z", "2026-01-11T12:00:00Z")
        var starts = night.openMinutes(in: window).starts(ofRun: 60)
        starts.formAligned(to: 30, origin: Minute(0))
        #expect(
            starts.first(99).map { night.zone.wallTime(at: $0.instant).description } == [
                "2026-01-10T22:30", "2026-01-10T23:00", "2026-01-10T23:30",
                "2026-01-11T00:00", "2026-01-11T00:30", "2026-01-11T01:00",
            ]
        )
        let always = try hours(0, 1_440, in: "Europe/Paris")
        #expect(
            always.openMinutes(in: window).starts(ofRun: 60)
                .contains(try at("2026-01-10T23:00:00+01:00").minute)
        )
    }

    @Test("a whole day has 23 hours in spring and 25 in autumn")
    func wholeDays() throws {
        let hours = try hours(0, 1_440, on: [.sunday], in: "Europe/Berlin")
        let spring = (try at("2026-03-28T12:00:00Z"), try at("2026-03-30T12:00:00Z"))
        #expect(hours.openSeconds(from: spring.0, to: spring.1) == 23 * 3_600)
        let autumn = (try at("2026-10-24T12:00:00Z"), try at("2026-10-26T12:00:00Z"))
        #expect(hours.openSeconds(from: autumn.0, to: autumn.1) == 25 * 3_600)
    }

    @Test("20:00–02:00 in New York, asked from 00:00Z, shows the evening that began before")
    func windowInsideAnInterval() throws {
        let hours = try hours(1_200, 1_560, in: "America/New_York")
        let day = try range("2026-01-15T00:00:00Z", "2026-01-15T12:00:00Z")
        #expect(
            hours.openMinutes(in: day).runs.map { $0 }
                == [try range("2026-01-15T01:00:00Z", "2026-01-15T07:00:00Z")]
        )
        let inside = try range("2026-01-15T06:30:00Z", "2026-01-15T12:00:00Z")
        var open: [Range<Minute>] = []
        hours.forEachOpenRange(in: inside) { open.append($0) }
        #expect(open == [try range("2026-01-15T06:30:00Z", "2026-01-15T07:00:00Z")])
    }
}
