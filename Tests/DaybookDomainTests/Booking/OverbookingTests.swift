import DaybookDomain
import Testing

@Suite("Overbooking")
struct OverbookingTests {
    private func diary(_ allowance: UInt8, capacity: UInt8 = 1) throws -> Diary {
        var clinic = SmallClinic()
        clinic.resources = 2
        clinic.service.groups = [ResourceGroup(name: "any", resources: [1, 2])]
        clinic.service.overbooking = allowance
        clinic.service.capacity = capacity
        clinic.hours = try WeeklyHours([try #require(WallInterval(open: 480, close: 1_020))])
        return try clinic.diary(at: "2026-05-04T00:00:00Z")
    }

    private func wish(_ time: String = "09:00", over: Bool = true) throws -> TimeRequest {
        TimeRequest(
            service: 1,
            start: try minute("2026-05-04T\(time):00Z"),
            overbooks: over
        )
    }

    @Test("goes as far as the service allows, and marks who passed over the rule")
    func allowance() throws {
        var diary = try diary(1)
        var booked: [Fact] = []
        for _ in 0..<4 { booked += try diary.perform(.book(wish())) }
        #expect(booked.map(\.resource) == [1, 2, 1, 2])
        #expect(booked.map { $0.flags.contains(.override) } == [false, false, true, true])
        #expect(diary.reason(.book(try wish())) == .taken)
        #expect(diary.reason(.book(try wish(over: false))) == .taken)
        try diary.perform(.cancel(subject: booked[0].subject, reason: .patient))
        #expect(diary.reason(.book(try wish(over: false))) == .taken, "one is still there")
        #expect(diary.reason(.book(try wish())) == .none)
    }

    @Test("needs a member of staff and an allowance, and lets nothing pass but what is taken")
    func limits() throws {
        var none = try diary(0)
        for _ in 0..<2 { try none.perform(.book(wish())) }
        #expect(none.reason(.book(try wish())) == .taken)
        var diary = try diary(3)
        for _ in 0..<2 { try diary.perform(.book(wish())) }
        diary.actor = .patient
        #expect(diary.reason(.book(try wish())) == .notPermitted)
        diary.actor = .staff
        #expect(diary.reason(.book(try wish("07:00"))) == .outsideHours)
        #expect(diary.reason(.book(try wish("09:05"))) == .offGrid)
        for resource in [1, 2] as [UInt16] {
            try diary.perform(.block(resource: resource, start: wish().start, length: 30))
        }
        #expect(diary.reason(.book(try wish())) == .blocked)
    }

    @Test("adds seats to a session that is full")
    func session() throws {
        var diary = try diary(1, capacity: 2)
        var resources: [UInt16] = []
        for _ in 0..<6 { resources.append(try diary.perform(.book(wish()))[0].resource) }
        #expect(resources == [1, 1, 2, 2, 1, 2])
        #expect(diary.reason(.book(try wish())) == .capacity)
    }

    @Test("counts what is held as taken")
    func held() throws {
        var diary = try diary(1)
        for _ in 0..<2 { try diary.perform(.hold(wish(), minutes: 60)) }
        #expect(diary.reason(.book(try wish(over: false))) == .held)
        for _ in 0..<2 { try diary.perform(.book(wish())) }
        #expect([.held, .taken].contains(diary.reason(.book(try wish()))))
    }
}
