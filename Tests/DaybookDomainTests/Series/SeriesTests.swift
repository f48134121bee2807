import DaybookDomain
import Testing

@Suite("Series of appointments")
struct SeriesTests {
    private func diary(zone: String = "UTC", resources: UInt16 = 1) throws -> Diary {
        var clinic = SmallClinic()
        clinic.zone = zone
        clinic.resources = resources
        clinic.service.groups = [
            ResourceGroup(name: "all", needed: UInt8(resources), resources: Array(1...resources))
        ]
        return try clinic.diary(at: "2026-10-01T00:00:00Z")
    }

    private func request(
        _ rule: String,
        at start: String,
        allOrNothing: Bool = true
    ) throws -> SeriesRequest {
        SeriesRequest(
            TimeRequest(service: 1, start: try minute(start), party: 7),
            Recurrence(try RecurrenceRule(rule)),
            isAllOrNothing: allOrNothing
        )
    }

    private func starts(_ facts: [Fact], _ kind: Kind = .appointmentBooked) -> [String] {
        facts.filter { $0.kind == kind }.map { "\(ZoneRules.utc.wallTime(at: $0.start.instant))" }
    }

    @Test("keeps its wall time when the clocks change")
    func clockChange() throws {
        var diary = try diary(zone: "Europe/London")
        let facts = try diary.perform(
            .bookSeries(request("FREQ=WEEKLY;COUNT=6", at: "2026-10-06T18:00:00Z"))
        )
        #expect(
            starts(facts) == [
                "2026-10-06T18:00", "2026-10-13T18:00", "2026-10-20T18:00", "2026-10-27T19:00",
                "2026-11-03T19:00", "2026-11-10T19:00",
            ]
        )
        #expect(
            facts.dropFirst().map { Int16(truncatingIfNeeded: $0.detail) } == [60, 60, 60, 0, 0, 0]
        )
    }

    @Test("is one group, and each of its appointments one of its own that names the series")
    func group() throws {
        var diary = try diary(resources: 2)
        let facts = try diary.perform(
            .bookSeries(request("FREQ=DAILY;COUNT=3", at: "2026-10-06T10:00:00Z"))
        )
        #expect(facts.count == 7)
        #expect(facts.dropLast().allSatisfy { $0.flags.contains(.groupContinues) })
        let booked = facts.dropFirst()
        #expect(booked.allSatisfy { $0.cause == facts[0].sequence && $0.party == 7 })
        #expect(Set(booked.map(\.subject)).count == 3)
        let body = try #require(diary.bodies[facts[0].sequence])
        #expect(SeriesBody.text(body) == "RRULE:FREQ=DAILY;COUNT=3")
        let second = booked.map(\.subject).sorted()[2]
        try diary.perform(.cancel(subject: second, reason: .patient))
        let third = booked.map(\.subject).sorted()[4]
        let later = try minute("2026-10-09T15:00:00Z")
        try diary.perform(.reschedule(subject: third, start: later, resource: 0))
        #expect(diary.status(of: facts[1].subject) == .booked)
        #expect(Appointment(history: diary.history(of: third)).cause == facts[0].sequence)
    }

    @Test("books all or none, or what can be had and says what can't, as asked")
    func bestEffort() throws {
        var diary = try diary()
        let taken = try minute("2026-10-13T10:15:00Z")
        try diary.perform(.book(TimeRequest(service: 1, start: taken)))
        let rule = "FREQ=WEEKLY;COUNT=3"
        let all = try request(rule, at: "2026-10-06T10:00:00Z")
        #expect(diary.reason(.bookSeries(all)) == .taken)
        let some = try request(rule, at: "2026-10-06T10:00:00Z", allOrNothing: false)
        let facts = try diary.perform(.bookSeries(some))
        #expect(starts(facts) == ["2026-10-06T10:00", "2026-10-20T10:00"])
        #expect(starts(facts, .occurrenceMissed) == ["2026-10-13T10:00"])
        let missed = try #require(facts.first { $0.kind == .occurrenceMissed })
        #expect(missed.reason == .taken && missed.subject == facts[0].sequence)
        #expect(diary.reason(.bookSeries(some)) == .taken, "none is left")
    }

    @Test("does not overlap with itself")
    func itself() throws {
        var clinic = SmallClinic()
        clinic.service.duration = 1_440
        var diary = try clinic.diary(at: "2026-10-01T00:00:00Z")
        var wish = try request(
            "FREQ=DAILY;COUNT=2",
            at: "2026-10-06T10:00:00Z",
            allOrNothing: false
        )
        wish.recurrence.additions = [try #require(WallTime("2026-10-07T01:00"))]
        let facts = try diary.perform(.bookSeries(wish))
        #expect(starts(facts) == ["2026-10-06T10:00", "2026-10-07T10:00"])
        #expect(starts(facts, .occurrenceMissed) == ["2026-10-07T01:00"])
    }

    @Test("reaches beyond the horizon, from a first instance within it")
    func horizon() throws {
        var diary = try diary()
        let rule = "FREQ=MONTHLY;COUNT=24"
        let facts = try diary.perform(
            .bookSeries(request(rule, at: "2026-10-06T10:00:00Z"))
        )
        #expect(starts(facts).count == 24 && starts(facts).last == "2028-09-06T10:00")
        let far = try request(rule, at: "2027-10-06T11:00:00Z")
        #expect(diary.reason(.bookSeries(far)) == .horizon)
    }

    @Test("is refused when it is too long, or does not begin as its rule says")
    func refused() throws {
        let diary = try diary()
        for rule in ["FREQ=DAILY", "FREQ=WEEKLY;COUNT=400", "FREQ=WEEKLY;COUNT=3;BYDAY=FR"] {
            let wish = try request(rule, at: "2026-10-06T10:00:00Z")
            #expect(diary.reason(.bookSeries(wish)) == .outOfRange)
        }
    }
}
