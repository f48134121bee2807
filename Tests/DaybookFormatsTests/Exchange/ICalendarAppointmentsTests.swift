import DaybookDomain
import Testing

@testable import DaybookFormats

@Suite("Another system's diary as iCalendar")
struct ICalendarAppointmentsTests {
    private let now = "2026-03-01T00:00:00Z"

    private func read(_ events: String, at now: String? = nil) throws -> ExternalDiary {
        let text =
            "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:DAYLIGHT\n"
            + "DTSTART:19700329T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n"
            + "END:VTIMEZONE\n\(events)\nEND:VCALENDAR\n"
        let berlin = try ZoneRules(tzif: try #require(SampleZones.bytes("Europe/Berlin")))
        return try ICalendarAppointments.read(
            Array(text.split(separator: "\n").joined(separator: "\r\n").utf8),
            zone: berlin,
            zones: { $0 == "Europe/Berlin" ? berlin : nil },
            now: try #require(Instant(rfc3339: now ?? self.now))
        )
    }

    private func event(_ lines: String, uid: String = "a@x") -> String {
        "BEGIN:VEVENT\nUID:\(uid)\n\(lines)\nBEGIN:VALARM\nTRIGGER:-PT15M\nDURATION:PT1H\n"
            + "DTSTART:19700101T000000\nEND:VALARM\nEND:VEVENT"
    }

    /// Id, start and length, or that it is cleared, of each appointment.
    private func told(_ diary: ExternalDiary) -> [String] {
        diary.appointments.map { appointment in
            let start = appointment.start.instant.rfc3339() ?? ""
            return appointment.isCancelled
                ? "\(appointment.id) cleared" : "\(appointment.id) \(start) \(appointment.length)"
        }
    }

    @Test(
        "times in UTC, of a zone and of no zone, whole days, ends and durations",
        arguments: [
            ("DTSTART:20260310T090000Z\nDTEND:20260310T093000Z", "a@x 2026-03-10T09:00:00Z 30"),
            (
                "DTSTART;TZID=Europe/Berlin:20260310T090000\nDTEND;TZID=Europe/Berlin:20260310T093000",
                "a@x 2026-03-10T08:00:00Z 30"
            ),
            ("DTSTART:20260410T090000\nDURATION:PT1H30M", "a@x 2026-04-10T07:00:00Z 90"),
            ("DTSTART;VALUE=DATE:20260310", "a@x 2026-03-09T23:00:00Z 1440"),
            // The day on which the clocks go forward has 23 hours.
            (
                "DTSTART;VALUE=DATE:20260329\nDTEND;VALUE=DATE:20260330",
                "a@x 2026-03-28T23:00:00Z 1380"
            ),
            ("DTSTART:20260328T120000\nDURATION:P1D", "a@x 2026-03-28T11:00:00Z 1380"),
            ("DTSTART:20260328T120000\nDURATION:PT24H", "a@x 2026-03-28T11:00:00Z 1440"),
            ("DTSTART:20260310T090030Z\nDTEND:20260310T093030Z", "a@x 2026-03-10T09:00:00Z 31"),
            ("DTSTART:20260310T090000Z", "a@x cleared"),
            ("DTSTART:20260310T090000Z\nDURATION:PT30M\nSTATUS:CANCELLED", "a@x cleared"),
            ("DTSTART:20260310T090000Z\nDURATION:PT30M\nTRANSP:TRANSPARENT", "a@x cleared"),
            (
                "DTSTART:20260310T090000Z\nDURATION:PT30M\nSTATUS:TENTATIVE",
                "a@x 2026-03-10T09:00:00Z 30"
            ),
            ("DTSTA\n RT:20260310T0900\n 00Z\nDURATION:PT30M", "a@x 2026-03-10T09:00:00Z 30"),
        ]
    )
    func times(_ lines: String, _ expected: String) throws {
        let diary = try read(event(lines))
        #expect(diary.problems.isEmpty)
        #expect(told(diary) == [expected])
    }

    @Test(
        "the version is LAST-MODIFIED's second, else SEQUENCE; within a file the higher SEQUENCE wins"
    )
    func versions() throws {
        let time = "DTSTART:20260310T090000Z\nDURATION:PT30M"
        #expect(try read(event(time)).appointments[0].version == nil)
        #expect(try read(event(time + "\nSEQUENCE:3")).appointments[0].version == 3)
        let modified = try read(event(time + "\nSEQUENCE:3\nLAST-MODIFIED:20260301T000001Z"))
        #expect(modified.appointments[0].version == 1_772_323_201)
        let later = "DTSTART:20260310T100000Z\nDURATION:PT30M\nSEQUENCE:4"
        for pair in [[time, later], [later, time]] {
            let diary = try read(pair.map { event($0) }.joined(separator: "\n"))
            #expect(told(diary) == ["a@x 2026-03-10T10:00:00Z 30"])
        }
    }

    @Test("14: a weekly series keeps its wall time; a moved instance wins, as do EXDATE and RDATE")
    func series() throws {
        let weekly =
            "DTSTART;TZID=Europe/Berlin:20260318T090000\nDURATION:PT30M\n"
            + "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20260325T090000\nSEQUENCE:1"
        let moved =
            "RECURRENCE-ID;TZID=Europe/Berlin:20260401T090000\n"
            + "DTSTART;TZID=Europe/Berlin:20260402T140000\nDURATION:PT1H\nSEQUENCE:2"
        let diary = try read(event(weekly) + "\n" + event(moved))
        #expect(diary.problems.isEmpty)
        #expect(
            told(diary) == [
                "a@x 2026-03-18T08:00:00Z 30", "a@x 1 cleared", "a@x 2 2026-04-02T12:00:00Z 60",
                "a@x 3 2026-04-08T07:00:00Z 30",
            ]
        )
        #expect(diary.appointments.map(\.version) == [1, 1, 2, 1])
        #expect(
            diary.ends == [
                ExternalSeriesEnd(id: "a@x", version: 1, from: 4, isSeries: true)
            ]
        )
        let added = try read(event(weekly + "\nRDATE:20260401T100000Z"))
        #expect(told(added).contains("a@x 3 2026-04-01T10:00:00Z 30"))
        let alone = try read(event(moved))
        #expect(told(alone) == ["a@x 1775026800s 2026-04-02T12:00:00Z 60"])
    }

    @Test("14: an EXDATE in a newer SEQUENCE takes the day out, in whatever order they stand")
    func exceptionInNewerSequence() throws {
        let weekly =
            "DTSTART;TZID=Europe/Berlin:20240805T090000\nDURATION:PT30M\n"
            + "RRULE:FREQ=WEEKLY;COUNT=4"
        let older = event(weekly + "\nSEQUENCE:0")
        let newer = event(weekly + "\nSEQUENCE:1\nEXDATE;TZID=Europe/Berlin:20240819T090000")
        for text in [older + "\n" + newer, newer + "\n" + older] {
            let diary = try read(text, at: "2024-08-01T00:00:00Z")
            #expect(
                told(diary) == [
                    "a@x 2024-08-05T07:00:00Z 30", "a@x 1 2024-08-12T07:00:00Z 30",
                    "a@x 2 cleared", "a@x 3 2024-08-26T07:00:00Z 30",
                ]
            )
        }
    }

    @Test("a series without an end is taken over from yesterday to two years ahead")
    func endless() throws {
        let diary = try read(
            event("DTSTART:20190107T090000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY"),
            at: "2026-03-03T12:00:00Z"
        )
        #expect(diary.problems.isEmpty)
        #expect(told(diary).first == "a@x 374 2026-03-09T09:00:00Z 30")
        #expect((103...106).contains(diary.appointments.count))
        #expect(try #require(diary.appointments.last).start < minute("2028-03-05T00:00:00Z"))
        let long = try read(
            event("DTSTART:20260310T090000Z\nDURATION:PT30M\nRRULE:FREQ=DAILY;COUNT=2000")
        )
        #expect(long.problems.isEmpty)
        #expect((715...731).contains(long.appointments.count))
        #expect(long.ends.map(\.from) == [2_000])
        let over = try read(
            event(
                "DTSTART:20190107T090000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;UNTIL=20200101T000000Z"
            )
        )
        #expect(over.appointments.isEmpty && over.problems.isEmpty && over.ends.count == 1)
    }

    private func minute(_ text: String) throws -> Minute {
        try #require(Instant(rfc3339: text)).minute
    }

    @Test(
        "what is not supported is named, and the rest of the file is read",
        arguments: [
            ("DTSTART:20260310T090000Z\nDURATION:PT30M\nRRULE:FREQ=DAILY;BYHOUR=9,10", "BYHOUR"),
            ("DTSTART:20260310T090000Z\nDURATION:PT30M\nRRULE:FREQ=HOURLY", "FREQ"),
            ("DTSTART:20260310T090000Z\nDURATION:PT30M\nEXRULE:FREQ=DAILY", "EXRULE"),
            ("DTSTART:20260310T090000Z\nRDATE;VALUE=PERIOD:20260310T090000Z/PT1H", "RDATE"),
            ("DTSTART:20260311T090000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;BYDAY=MO", "RRULE"),
            (
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260310T090000Z\nDTSTART:20260310T090000Z",
                "RECURRENCE-ID"
            ),
            ("DTSTART;TZID=W. Europe Standard Time:20260310T090000\nDURATION:PT30M", "TZID"),
            ("DTSTART:2026-03-10T09:00\nDURATION:PT30M", "DTSTART"),
            ("DTSTART:20260310T090000Z\nDURATION:-PT30M", "DURATION"),
            ("DTSTART:20260310T090000Z\nDTEND:20270310T090000Z", "45 days"),
            ("SUMMARY:nothing", "DTSTART"),
        ]
    )
    func unsupported(_ lines: String, _ part: String) throws {
        let good = event("DTSTART:20260310T090000Z\nDURATION:PT30M", uid: "b@x")
        let diary = try read(event(lines) + "\n" + good)
        #expect(diary.problems.count == 1)
        #expect(diary.problems.first?.expected.contains(part) == true, "\(diary.problems)")
        #expect(told(diary) == ["b@x 2026-03-10T09:00:00Z 30"])
    }

    @Test("what is no calendar is refused, and any damage is read or refused", arguments: 1...8)
    func damaged(seed: UInt64) throws {
        #expect(throws: ExternalProblem.self) {
            _ = try ICalendarAppointments.read(
                Array("id,start\n".utf8),
                zone: .utc,
                zones: { _ in nil },
                now: Instant(milliseconds: 0)
            )
        }
        var state = seed
        let text = Array(
            ("BEGIN:VCALENDAR\r\n"
                + event(
                    "DTSTART:20260310T090000Z\nDTEND:20260310T093000Z\n"
                        + "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20260317T090000Z\nSEQUENCE:1"
                )
                + "\r\nEND:VCALENDAR").utf8
        )
        for _ in 0..<300 {
            var damaged = text
            for _ in 0..<2 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            _ = try? ICalendarAppointments.read(
                damaged,
                zone: .utc,
                zones: { _ in nil },
                now: Instant(milliseconds: 1_772_000_000_000)
            )
        }
    }
}
