import DaybookDomain
import Testing

@Suite("Rules of recurrence")
struct RecurrenceTests {
    private func dates(
        _ rule: String,
        from first: String,
        days: Int = 4_000,
        exceptions: [String] = []
    ) throws -> [String] {
        let wall = try #require(WallTime("\(first)T09:00"))
        let recurrence = Recurrence(
            try RecurrenceRule(rule),
            exceptions: try exceptions.map { try #require(WallTime("\($0)T09:00")) }
        )
        let zone = try ZoneFiles.rules("America/New_York")
        return try recurrence.instances(
            from: wall,
            zone: zone,
            daysMax: days,
            instancesMax: 500
        ).map { "\($0.date)" }
    }

    /// RFC 5545, 3.8.5.3: the rule, DTSTART, and the dates that the text lists (the first of them
    /// and the last). All at 09:00 in New York. Endless rules are ended by a COUNT.
    static let examples: [(rule: String, first: String, expected: [String], count: Int)] = [
        ("FREQ=DAILY;COUNT=10", "1997-09-02", ["1997-09-02", "1997-09-11"], 10),
        ("FREQ=DAILY;UNTIL=19971224T000000Z", "1997-09-02", ["1997-09-02", "1997-12-23"], 113),
        ("FREQ=DAILY;INTERVAL=2;COUNT=5", "1997-09-02", ["1997-09-02", "1997-09-10"], 5),
        ("FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02", ["1997-09-02", "1997-10-12"], 5),
        (
            "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
            "1998-01-01", ["1998-01-01", "2000-01-31"], 93
        ),
        (
            "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1", "1998-01-01",
            ["1998-01-01", "2000-01-31"], 93
        ),
        ("FREQ=WEEKLY;COUNT=10", "1997-09-02", ["1997-09-02", "1997-11-04"], 10),
        ("FREQ=WEEKLY;UNTIL=19971224T000000Z", "1997-09-02", ["1997-09-02", "1997-12-23"], 17),
        (
            "FREQ=WEEKLY;INTERVAL=2;WKST=SU;COUNT=13", "1997-09-02",
            ["1997-09-02", "1998-02-17"], 13
        ),
        (
            "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", "1997-09-02",
            ["1997-09-02", "1997-10-02"], 10
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", "1997-09-01",
            ["1997-09-01", "1997-12-22"], 25
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH", "1997-09-02",
            ["1997-09-02", "1997-10-16"], 8
        ),
        ("FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "1997-09-05", ["1997-09-05", "1998-06-05"], 10),
        (
            "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", "1997-09-05",
            ["1997-09-05", "1997-12-05"], 4
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "1997-09-07",
            ["1997-09-07", "1998-05-31"], 10
        ),
        ("FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "1997-09-22", ["1997-09-22", "1998-02-16"], 6),
        ("FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=6", "1997-09-28", ["1997-09-28", "1998-02-26"], 6),
        ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", "1997-09-02", ["1997-09-02", "1998-01-15"], 10),
        ("FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "1997-09-30", ["1997-09-30", "1998-02-01"], 10),
        (
            "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", "1997-09-10",
            ["1997-09-10", "1999-03-13"], 10
        ),
        (
            "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU;COUNT=18", "1997-09-02",
            ["1997-09-02", "1998-03-31"], 18
        ),
        ("FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "1997-06-10", ["1997-06-10", "2001-07-10"], 10),
        (
            "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", "1997-03-10",
            ["1997-03-10", "2003-03-10"], 10
        ),
        ("FREQ=YEARLY;BYDAY=20MO;COUNT=3", "1997-05-19", ["1997-05-19", "1999-05-17"], 3),
        (
            "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=11", "1997-03-13", ["1997-03-13", "1999-03-25"],
            11
        ),
        (
            "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8;COUNT=39", "1997-06-05",
            ["1997-06-05", "1999-08-26"], 39
        ),
        (
            "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13;COUNT=10", "1997-09-13",
            ["1997-09-13", "1998-06-13"], 10
        ),
        (
            "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
            "1996-11-05", ["1996-11-05", "2004-11-02"], 3
        ),
        (
            "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "1997-09-04",
            ["1997-09-04", "1997-11-06"], 3
        ),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2;COUNT=7", "1997-09-29",
            ["1997-09-29", "1998-03-30"], 7
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "1997-08-05",
            ["1997-08-05", "1997-08-24"], 4
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "1997-08-05",
            ["1997-08-05", "1997-08-31"], 4
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "2007-01-15", ["2007-01-15", "2007-03-30"], 5),
    ]

    @Test("RFC 5545's own examples", arguments: examples)
    func rfc(_ example: (rule: String, first: String, expected: [String], count: Int)) throws {
        let found = try dates(example.rule, from: example.first)
        #expect(found.count == example.count)
        #expect([found.first, found.last] == example.expected.map { $0 })
    }

    @Test("RFC 5545's lists in full")
    func lists() throws {
        #expect(
            try dates("FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", from: "1997-09-07") == [
                "1997-09-07", "1997-09-28", "1997-11-02", "1997-11-30", "1998-01-04", "1998-01-25",
                "1998-03-01", "1998-03-29", "1998-05-03", "1998-05-31",
            ]
        )
        #expect(
            try dates("FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", from: "2007-01-15") == [
                "2007-01-15", "2007-01-30", "2007-02-15", "2007-03-15", "2007-03-30",
            ]
        )
        // Friday the 13th, whose DTSTART the rule does not have and EXDATE leaves out.
        #expect(
            try dates(
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;UNTIL=20001101T000000Z",
                from: "1997-09-02",
                exceptions: ["1997-09-02"]
            ) == ["1998-02-13", "1998-03-13", "1998-11-13", "1999-08-13", "2000-10-13"]
        )
    }

    @Test("A day at a time, the naive reading names the same dates", arguments: 1...200)
    func oracle(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func pick<Value>(_ values: [Value]) -> Value {
            values[Int.random(in: 0..<values.count, using: &random)]
        }
        func some(_ range: ClosedRange<Int>, signed: Bool) -> [Int] {
            (0..<pick([0, 0, 1, 2])).map { _ in
                Int.random(in: range, using: &random) * (signed ? pick([1, 1, -1]) : 1)
            }
        }
        var rule = RecurrenceRule(pick(RecurrenceRule.Frequency.allCases))
        rule.interval = pick([1, 1, 2, 3])
        rule.months = some(1...12, signed: false)
        if rule.frequency != .weekly { rule.monthDays = some(1...31, signed: true) }
        let hasOrdinals = rule.frequency == .monthly || rule.frequency == .yearly
        for _ in 0..<pick([0, 1, 3]) {
            rule.days.append(
                RecurrenceRule.Day(
                    pick(Weekday.allCases),
                    ordinal: hasOrdinals ? pick([0, 1, 2, -1, 5, -5]) : 0
                )
            )
        }
        if !rule.months.isEmpty || !rule.monthDays.isEmpty || !rule.days.isEmpty {
            rule.positions = pick([[], [], [1], [-1], [2, -2]])
        }
        rule.weekStart = pick(Weekday.allCases)
        let first = CivilDate(dayNumber: Int32.random(in: 9_000...22_000, using: &random))
        let last = first.advanced(by: 1_500)
        let naive = NaiveRecurrence(rule: rule, first: first).dates(through: last)
        let wall = WallTime(date: first, minuteOfDay: 600)
        // What the rule names, without the first instance where the rule does not have it.
        rule.end = .date(last)
        let written = try RecurrenceRule(rule.text)
        #expect(written.text == rule.text)
        let recurrence = Recurrence(written, exceptions: naive.first == first ? [] : [wall])
        guard !naive.isEmpty else {
            #expect(throws: RecurrenceError.self) {
                try recurrence.instances(
                    from: wall,
                    zone: .utc,
                    daysMax: 1_500,
                    instancesMax: 2_000
                )
            }
            return
        }
        let found = try recurrence.instances(
            from: wall,
            zone: .utc,
            daysMax: 1_500,
            instancesMax: 2_000
        )
        #expect(found.map(\.date) == naive, "\(rule.text) from \(first), seed \(seed)")
    }

    @Test(
        "What is not booked by, or forbidden, is named",
        arguments: [
            ("FREQ=HOURLY;COUNT=3", "FREQ", RecurrenceError.Code.unsupported),
            ("FREQ=MINUTELY", "FREQ", .unsupported),
            ("FREQ=DAILY;BYHOUR=9,10", "BYHOUR", .unsupported),
            ("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO", .unsupported),
            ("FREQ=YEARLY;BYYEARDAY=1,100", "BYYEARDAY", .unsupported),
            ("FREQ=DAILY;BYMINUTE=0", "BYMINUTE", .unsupported),
            ("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY", .forbidden),
            ("FREQ=WEEKLY;BYDAY=1MO", "BYDAY", .forbidden),
            ("FREQ=DAILY;COUNT=3;UNTIL=19980101", "UNTIL", .forbidden),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS", .forbidden),
            ("COUNT=3", "FREQ", .malformed), ("FREQ=FORTNIGHTLY", "FREQ", .malformed),
            ("FREQ=DAILY;COUNT=0", "COUNT", .malformed),
            ("FREQ=DAILY;INTERVAL=-1", "INTERVAL", .malformed),
            ("FREQ=DAILY;COUNT=3;COUNT=4", "COUNT", .malformed),
            ("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY", .malformed),
            ("FREQ=MONTHLY;BYDAY=0MO", "BYDAY", .malformed),
            ("FREQ=MONTHLY;BYDAY=XX", "BYDAY", .malformed),
            ("FREQ=DAILY;UNTIL=tomorrow", "UNTIL", .malformed),
            ("FREQ=DAILY;X-OWN=1", "X-OWN", .malformed), ("FREQ=DAILY;", "", .malformed),
        ] as [(String, String, RecurrenceError.Code)]
    )
    func refused(_ text: String, _ part: String, _ code: RecurrenceError.Code) throws {
        do {
            _ = try RecurrenceRule(text)
            Issue.record("read \(text)")
        } catch {
            #expect(error.part == part)
            #expect(error.code == code)
        }
    }

    @Test(
        "A series that goes on too long is refused, never cut short",
        arguments: [
            "FREQ=DAILY", "FREQ=DAILY;COUNT=367", "FREQ=WEEKLY;COUNT=106",
            "FREQ=YEARLY;COUNT=4", "FREQ=WEEKLY;UNTIL=20300101",
        ]
    )
    func tooLong(rule: String) throws {
        let recurrence = Recurrence(try RecurrenceRule(rule))
        let wall = try #require(WallTime("2026-05-04T10:00"))
        do {
            _ = try recurrence.instances(from: wall, zone: .utc)
            Issue.record("expanded \(rule)")
        } catch {
            #expect(error.code == .tooLong)
        }
    }

    @Test(
        "The longest series that is allowed",
        arguments: [
            ("FREQ=DAILY;COUNT=366", 366), ("FREQ=WEEKLY;COUNT=105", 105),
            ("FREQ=WEEKLY;UNTIL=20280504", 105),
        ]
    )
    func longest(rule: String, count: Int) throws {
        let recurrence = Recurrence(try RecurrenceRule(rule))
        let wall = try #require(WallTime("2026-05-04T10:00"))
        #expect(try recurrence.instances(from: wall, zone: .utc).count == count)
    }

    @Test("EXDATE leaves out, RDATE adds, each start once, in order")
    func exceptions() throws {
        let text = """
            RRULE:FREQ=WEEKLY;COUNT=4
            EXDATE:20260511T100000,20260512T100000
            RDATE:20260506T153000,20260518T100000
            """
        let recurrence = try Recurrence(text)
        #expect(recurrence.text == text)
        let wall = try #require(WallTime("2026-05-04T10:00"))
        let found = try recurrence.instances(from: wall, zone: .utc).map { "\($0)" }
        #expect(
            found == [
                "2026-05-04T10:00", "2026-05-06T15:30", "2026-05-18T10:00", "2026-05-25T10:00",
            ]
        )
        #expect(throws: RecurrenceError.self) { try Recurrence("DTSTART:20260504T100000") }
        #expect(throws: RecurrenceError.self) {
            try Recurrence("RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260504T100000Z")
        }
        #expect(throws: RecurrenceError.self) {
            try Recurrence("RRULE:FREQ=DAILY;COUNT=1\nEXDATE:20260504T100000")
                .instances(from: wall, zone: .utc)
        }
    }

    @Test("An UNTIL in UTC is compared with the instant, a date with the day of the place")
    func until() throws {
        let wall = try #require(WallTime("2026-10-24T10:00"))
        let zone = try ZoneFiles.rules("Europe/Berlin")
        for (until, count) in [
            ("20261026T085959Z", 0), ("20261026T090000Z", 3), ("20261026T085900Z", 2),
            ("20261026T095900", 2), ("20261026T100000", 3), ("20261026", 3),
        ] {
            guard count > 0 else {
                // Whole minutes only: no appointment begins between them.
                #expect(throws: RecurrenceError.self) {
                    try RecurrenceRule("FREQ=DAILY;UNTIL=\(until)")
                }
                continue
            }
            let recurrence = Recurrence(try RecurrenceRule("FREQ=DAILY;UNTIL=\(until)"))
            #expect(try recurrence.instances(from: wall, zone: zone).count == count, "\(until)")
        }
    }

    @Test("Random texts are read or refused, never more", arguments: 1...50)
    func noise(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "FREQ=", "DAILY", "WEEKLY", ";", "=", "COUNT=", "BYDAY=", "-1", "MO", ",", "é",
            "99999999999999999999", "UNTIL=", "20260504", "T100000", "Z", "BYSETPOS=", "\r\n", ":",
            "RRULE:", "EXDATE:", "INTERVAL=9999",
        ]
        for _ in 0..<40 {
            let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                parts[Int.random(in: 0..<parts.count, using: &random)]
            }.joined()
            let wall = try #require(WallTime("2026-05-04T10:00"))
            if let recurrence = try? Recurrence(text) {
                _ = try? recurrence.instances(from: wall, zone: .utc)
            }
            if let rule = try? RecurrenceRule(text) {
                #expect(try RecurrenceRule(rule.text) == rule, "\(text)")
            }
        }
    }
}
