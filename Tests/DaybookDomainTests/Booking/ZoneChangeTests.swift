import DaybookDomain
import Testing

@Suite("Newer zone rules")
struct ZoneChangeTests {
    /// Booked at 09:00 by −08:00, with the rules then changed to −07:00 all year.
    private func changed(resources: UInt16 = 1) throws -> (Diary, UInt64) {
        var clinic = SmallClinic()
        clinic.resources = resources
        let old = try #require(ZoneRules(fixedOffsetSeconds: -8 * 3_600))
        clinic.rules = old
        clinic.service.groups = [
            ResourceGroup(name: "all", needed: UInt8(resources), resources: Array(1...resources))
        ]
        var diary = try clinic.diary(at: "2026-11-20T00:00:00Z")
        let start = try minute("2026-12-01T17:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: start)))[0].subject
        try change(&diary)
        return (diary, subject)
    }

    private func change(_ diary: inout Diary) throws {
        let rules = try #require(ZoneRules(fixedOffsetSeconds: -7 * 3_600))
        try diary.perform(
            .configure([
                .zone(Zone(number: 2, name: "America/Vancouver", release: "2026c", rules: rules)),
                .location(Location(number: 1, key: "here", name: "H", zone: 2, hours: .always)),
            ])
        )
    }

    private func appointment(_ diary: Diary, _ subject: UInt64) -> Appointment {
        Appointment(history: diary.history(of: subject))
    }

    @Test("leave an appointment at its instant, and say by how much its wall time would move it")
    func listed() throws {
        let (diary, subject) = try changed()
        let appointment = appointment(diary, subject)
        #expect(appointment.footprints[0].start == (try minute("2026-12-01T17:00:00Z")))
        #expect(diary.state.clinic.shift(of: appointment) == -60)
    }

    @Test(
        "keep the wall time, or the instant, as somebody decides",
        arguments: ZoneDecision.allCases
    )
    func decided(keep: ZoneDecision) throws {
        var (diary, subject) = try changed(resources: 2)
        let group = try diary.perform(.reresolve(subject: subject, keep: keep))
        #expect(
            group.map(\.kind) == [.timeReleased, .timeReleased, .timeReresolved, .timeReresolved]
        )
        let after = appointment(diary, subject)
        let start = try minute(
            keep == .wallTime ? "2026-12-01T16:00:00Z" : "2026-12-01T17:00:00Z"
        )
        #expect(after.status == .booked && after.footprints.map(\.start) == [start, start])
        #expect(after.zone == 2 && after.offsetMinutes == -420)
        #expect(diary.state.clinic.shift(of: after) == nil)
        #expect(diary.reason(.reresolve(subject: subject, keep: keep)) == .unchanged)
        // Exactly that time is taken, once: it is free when it is cancelled.
        let day = try minute("2026-12-01T15:00:00Z")..<minute("2026-12-01T19:00:00Z")
        let all = (0..<16).map { day.lowerBound.advanced(by: $0 * 15) }
        #expect(
            diary.offered(1, day)
                == all.filter { abs(Int($0.value) - Int(start.value)) >= 30 }
        )
        try diary.perform(.cancel(subject: subject, reason: .patient))
        #expect(diary.offered(1, day) == all)
    }

    @Test("do not move an appointment onto one that is there already")
    func taken() throws {
        var (diary, subject) = try changed()
        let earlier = try minute("2026-12-01T16:15:00Z")
        try diary.perform(.book(TimeRequest(service: 1, start: earlier)))
        #expect(diary.reason(.reresolve(subject: subject, keep: .wallTime)) == .taken)
        #expect(diary.reason(.reresolve(subject: subject, keep: .instant)) == .none)
    }

    @Test("corrupt no hold, cancellation, move or reinstatement of what was booked before")
    func otherCommands() throws {
        let start = try minute("2026-12-01T17:00:00Z")
        let window = start.advanced(by: -60)..<start.advanced(by: 60)
        var (diary, subject) = try changed()
        let free = diary.offered(1, window)
        try diary.perform(.cancel(subject: subject, reason: .patient))
        try diary.perform(.progress(subject: subject, step: .reinstate))
        #expect(diary.offered(1, window) == free)
        try diary.perform(
            .reschedule(subject: subject, start: start.advanced(by: 600), resource: 0)
        )
        #expect(appointment(diary, subject).zone == 2)
        #expect(diary.offered(1, window).count == 8)
        var held = try SmallClinic().diary(at: "2026-12-01T16:00:00Z")
        let hold = try held.perform(.hold(TimeRequest(service: 1, start: start), minutes: 60))
        try change(&held)
        let booked = try held.perform(.confirmHold(subject: hold[0].subject, party: 0))
        #expect(booked[0].start == start && booked[0].detail >> 16 == 2)
    }
}
