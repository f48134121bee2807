import DaybookDomain
import Testing

@Suite("Sessions and groups")
struct SessionTests {
    private func session(capacity: UInt8) -> SmallClinic {
        var clinic = SmallClinic()
        clinic.service.duration = 60
        clinic.service.capacity = capacity
        return clinic
    }

    @Test("the first visit of a session on an empty calendar is booked")
    func first() throws {
        var diary = try session(capacity: 3).diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        try diary.perform(.book(TimeRequest(service: 1, start: ten)))
        #expect(diary.reason(.book(TimeRequest(service: 1, start: ten))) == .none)
        #expect(diary.reason(.book(TimeRequest(service: 1, start: ten.advanced(by: 30)))) != .none)
    }

    @Test("held seats count: no more holds than seats, and none beside them")
    func holds() throws {
        var diary = try session(capacity: 2).diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        let request = TimeRequest(service: 1, start: ten)
        try diary.perform(.hold(request, minutes: 30))
        #expect(
            diary.reason(
                .hold(
                    TimeRequest(service: 1, start: ten.advanced(by: 30)),
                    minutes: 30
                )
            ) == .held
        )
        try diary.perform(.hold(request, minutes: 10))
        #expect(diary.reason(.book(request)) == .capacity)
        #expect(!diary.offered(1, ten..<ten.advanced(by: 1)).contains(ten))
        diary.now = try instant("2026-05-04T08:10:00Z")
        #expect(diary.reason(.book(request)) == .none)
        #expect(diary.offered(1, ten..<ten.advanced(by: 1)) == [ten])
    }

    @Test("seats taken before the capacity changed are given back after it")
    func changedCapacity() throws {
        var clinic = session(capacity: 3)
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        let subject = try diary.perform(.book(TimeRequest(service: 1, start: ten)))[0].subject
        clinic.service.capacity = 1
        var other = clinic.service
        other.number = 2
        try diary.perform(.configure([.service(clinic.service), .service(other)]))
        try diary.perform(.cancel(subject: subject, reason: .patient))
        try diary.perform(.book(TimeRequest(service: 2, start: ten)))
        clinic.service.capacity = 3
        try diary.perform(.configure([.service(clinic.service)]))
        #expect(diary.reason(.book(TimeRequest(service: 1, start: ten))) == .taken)
    }

    @Test("a session that has begun is as long as it was booked for: a longer seat can't join it")
    func longerService() throws {
        var clinic = session(capacity: 3)
        clinic.service.duration = 30
        clinic.service.alignment = 30
        var visit = clinic.service
        visit.number = 2
        visit.capacity = 1
        clinic.more = [visit]
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        let seat = TimeRequest(service: 1, start: ten)
        let held = try diary.perform(.hold(seat, minutes: 60))[0].subject
        try diary.perform(.book(seat))
        try diary.perform(.book(TimeRequest(service: 2, start: ten.advanced(by: 30))))
        clinic.service.duration = 60
        clinic.service.overbooking = 1
        try diary.perform(.configure([.service(clinic.service)]))
        // A seat from 10:00 to 11:00 would overlap the visit at 10:30.
        #expect(diary.reason(.book(seat)) == .held)
        #expect(diary.offered(1, ten..<ten.advanced(by: 1)).isEmpty)
        try diary.perform(.releaseHold(subject: held))
        #expect(diary.reason(.book(seat)) == .taken)
        #expect(diary.reason(.hold(seat, minutes: 5)) == .taken)
        // Over what is taken it books only by name, as over any other visit.
        let over = TimeRequest(service: 1, start: ten, overbooks: true)
        #expect(try diary.decide(.book(over)).facts[0].flags.contains(.override))
        // With its old length it is joined again.
        clinic.service.duration = 30
        try diary.perform(.configure([.service(clinic.service)]))
        #expect(diary.offered(1, ten..<ten.advanced(by: 1)) == [ten])
        #expect(diary.reason(.book(seat)) == .none)
    }

    @Test("a shorter seat does not join a longer session, and undoing one does not either")
    func shorterService() throws {
        var clinic = session(capacity: 3)
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        let seat = TimeRequest(service: 1, start: ten)
        let long = try diary.perform(.book(seat))[0].subject
        try diary.perform(.cancel(subject: long, reason: .patient))
        clinic.service.duration = 30
        try diary.perform(.configure([.service(clinic.service)]))
        let short = try diary.perform(.book(seat))[0].subject
        try diary.perform(.book(seat))
        #expect(diary.reason(.progress(subject: long, step: .reinstate)) == .taken)
        #expect(diary.explain(seat).reason == .none)
        clinic.service.duration = 60
        try diary.perform(.configure([.service(clinic.service)]))
        let explained = diary.explain(seat)
        #expect(explained.reason == .taken)
        #expect(explained.groups[0].members[0].obstacles.map(\.facts) == [[short], [short + 1]])
    }

    @Test("one who is asked for by name is one of the two that a group needs")
    func askedOfTwo() throws {
        var clinic = SmallClinic()
        clinic.resources = 3
        clinic.service.groups = [ResourceGroup(name: "team", needed: 2, resources: [1, 2, 3])]
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        #expect(diary.offered(1, ten..<ten.advanced(by: 1), resource: 3) == [ten])
        let facts = try diary.perform(.book(TimeRequest(service: 1, resource: 3, start: ten)))
        #expect(facts.map(\.resource) == [3, 1])
        #expect(diary.offered(1, ten..<ten.advanced(by: 1)).isEmpty)
    }

    @Test("one who stands in two groups serves one of them")
    func askedInTwoGroups() throws {
        var clinic = SmallClinic()
        clinic.resources = 3
        clinic.service.groups = [
            ResourceGroup(name: "a", resources: [1, 2]),
            ResourceGroup(name: "b", resources: [1, 3]),
        ]
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        let facts = try diary.perform(.book(TimeRequest(service: 1, resource: 1, start: ten)))
        #expect(facts.map(\.resource) == [1, 3])
    }

    @Test("a group that names a resource twice still needs two different ones")
    func namedTwice() throws {
        var clinic = SmallClinic()
        clinic.service.groups = [ResourceGroup(name: "team", needed: 2, resources: [1, 1])]
        let diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        #expect(diary.offered(1, ten..<ten.advanced(by: 1)).isEmpty)
        #expect(diary.reason(.book(TimeRequest(service: 1, start: ten))) == .taken)
    }

    @Test("who is moved keeps practitioner and room where both are free")
    func keepsRoom() throws {
        var clinic = SmallClinic()
        clinic.resources = 4
        clinic.service.groups = [
            ResourceGroup(name: "who", resources: [1, 2]),
            ResourceGroup(name: "where", resources: [3, 4]),
        ]
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let ten = try minute("2026-05-04T10:00:00Z")
        try diary.perform(.book(TimeRequest(service: 1, start: ten)))
        let moved = try diary.perform(.book(TimeRequest(service: 1, start: ten)))
        #expect(moved.map(\.resource) == [2, 4])
        let facts = try diary.perform(
            .reschedule(subject: moved[0].subject, start: ten.advanced(by: 60), resource: 0)
        )
        #expect(facts.filter { $0.kind == .appointmentRescheduled }.map(\.resource) == [2, 4])
        let command = Command.reschedule(
            subject: moved[0].subject,
            start: ten.advanced(by: 60),
            resource: 4
        )
        #expect(diary.reason(command) == .unchanged)
    }

    @Test("hours that changed hold at once, expanded ahead or not")
    func changedHours() throws {
        var clinic = SmallClinic()
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        diary.prepare()
        clinic.hours = WeeklyHours()
        try diary.perform(.configure(clinic.definitions()))
        let ten = try minute("2026-05-04T10:00:00Z")
        #expect(diary.offered(1, ten..<ten.advanced(by: 60)).isEmpty)
        #expect(diary.reason(.book(TimeRequest(service: 1, start: ten))) == .outsideHours)
    }

    @Test("times at the ends of the time line are refused and trap nowhere")
    func extremes() throws {
        var clinic = SmallClinic()
        clinic.service.bufferBefore = 255
        clinic.service.bufferAfter = 255
        clinic.service.horizonDays = .max
        clinic.service.notice = .max
        var diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        for value in [Int32.min, .min + 1, -1, 0, .max - 1, .max] {
            let request = TimeRequest(service: 1, start: Minute(value))
            #expect(diary.reason(.book(request)) != .none)
            #expect(diary.offered(1, Minute(.min)..<Minute(value)).isEmpty)
            for length in [UInt16(1), .max] {
                try diary.perform(.block(resource: 1, start: Minute(value), length: length))
            }
        }
        clinic.service.notice = 0
        try diary.perform(.configure([.service(clinic.service)]))
        for now in [Instant.representable.lowerBound, Instant.representable.upperBound] {
            diary.now = Instant(milliseconds: now)
            diary.prepare()
            _ = diary.offered(1, Minute(.min)..<Minute(.max))
        }
    }
}
