import DaybookDomain
import Testing

@Suite("Travel between locations")
struct TravelTests {
    /// Two locations; resource 1 works at both, resource 2 only at the second. Services 1 (where
    /// resources are at home), 2 (at the second location) and 3 (there, capacity 2).
    private func diary(_ minutes: UInt16 = 25) throws -> Diary {
        var clinic = SmallClinic()
        clinic.resources = 2
        clinic.service.alignment = 5
        var away = clinic.service
        away.number = 2
        away.location = 2
        away.groups = [ResourceGroup(name: "who", resources: [1])]
        var group = away
        group.number = 3
        group.capacity = 2
        clinic.more = [away, group]
        var there = Location(number: 2, key: "there", name: "There", zone: 1, hours: .always)
        there.travel = [Location.Travel(to: 1, minutes: minutes)]
        var traveller = Resource(
            number: 1,
            key: "r1",
            name: "R",
            role: .practitioner,
            location: 1
        )
        traveller.places = [Resource.Place(location: 2)]
        let definitions = try clinic.definitions() + [.location(there), .resource(traveller)]
        return try Diary(definitions, at: instant("2026-05-04T06:00:00Z"))
    }

    private func time(_ text: String) throws -> Minute { try minute("2026-05-04T\(text):00Z") }

    @Test("nobody is at the other location before the way there is behind them")
    func bothWays() throws {
        var diary = try diary()
        try diary.perform(.book(TimeRequest(service: 1, start: time("10:00"))))
        let around = try time("09:00")..<time("11:30")
        let starts = diary.offered(2, around)
        #expect(try starts.filter { $0 < (try time("10:00")) }.last == time("09:05"))
        #expect(try starts.first { $0 > (try time("10:00")) } == time("10:55"))
        #expect(starts == diary.accepted(2, around))
        #expect(diary.reason(.book(TimeRequest(service: 2, start: try time("10:50")))) == .travel)
        #expect(diary.reason(.book(TimeRequest(service: 2, start: try time("10:15")))) == .taken)
        // And from there back.
        try diary.perform(.book(TimeRequest(service: 2, start: time("12:00"))))
        #expect(diary.reason(.book(TimeRequest(service: 1, start: try time("12:50")))) == .travel)
        #expect(diary.reason(.book(TimeRequest(service: 1, start: try time("12:55")))) == .none)
        #expect(diary.reason(.book(TimeRequest(service: 2, start: try time("12:30")))) == .none)
    }

    @Test("a hold elsewhere needs the way too, for as long as it lives")
    func holds() throws {
        var diary = try diary()
        try diary.perform(.hold(TimeRequest(service: 2, start: time("10:00")), minutes: 30))
        #expect(diary.reason(.book(TimeRequest(service: 1, start: try time("10:30")))) == .travel)
        diary.now = try instant("2026-05-04T06:30:00Z")
        #expect(diary.reason(.book(TimeRequest(service: 1, start: try time("10:30")))) == .none)
    }

    @Test("who is moved does not travel from the time that is given up")
    func moved() throws {
        var diary = try diary()
        let booked = try diary.perform(.book(TimeRequest(service: 2, start: time("10:00"))))[0]
        let later = try diary.perform(
            .reschedule(subject: booked.subject, start: time("10:15"), resource: 0)
        )
        #expect(later.last?.kind == .appointmentRescheduled)
        // What was given up is not remembered: home is reachable again before the new time.
        #expect(diary.reason(.book(TimeRequest(service: 1, start: try time("09:20")))) == .none)
        #expect(diary.reason(.book(TimeRequest(service: 1, start: try time("09:25")))) == .travel)
        try diary.perform(.cancel(subject: booked.subject, reason: .patient))
        #expect(diary.reason(.book(TimeRequest(service: 1, start: try time("10:00")))) == .none)
    }

    @Test("the way lies outside of the buffers, and a seat in a session needs none")
    func buffersAndSessions() throws {
        var diary = try diary()
        var first = try #require(diary.state.clinic.service(1))
        first.bufferAfter = 10
        try diary.perform(.configure([.service(first)]))
        try diary.perform(.book(TimeRequest(service: 1, start: time("09:00"))))
        #expect(diary.reason(.book(TimeRequest(service: 3, start: try time("10:00")))) == .travel)
        #expect(diary.reason(.book(TimeRequest(service: 3, start: try time("10:05")))) == .none)
        try diary.perform(.book(TimeRequest(service: 3, start: time("10:05"))))
        #expect(diary.reason(.book(TimeRequest(service: 3, start: try time("10:05")))) == .none)
    }

    @Test(
        "hours and holidays are those of the location; who does not work there can't be had there"
    )
    func hours() throws {
        var diary = try diary()
        var there = try #require(diary.state.clinic.location(2))
        there.hours = try WeeklyHours([try #require(WallInterval(open: 840, close: 960))])
        try diary.perform(.configure([.location(there)]))
        let day = try time("07:00")..<time("20:00")
        for isPrepared in [false, true] {
            if isPrepared { diary.prepare() }
            #expect(diary.offered(2, day).first == (try time("14:00")))
            #expect(diary.offered(2, day).last == (try time("15:30")))
        }
        #expect(diary.offered(1, day).count > 100)
        var service = try #require(diary.state.clinic.service(2))
        service.groups = [ResourceGroup(name: "who", resources: [2])]
        try diary.perform(.configure([.service(service)]))
        #expect(diary.offered(2, day).isEmpty)
        let request = TimeRequest(service: 2, start: try time("14:00"))
        #expect(diary.reason(.book(request)) == .notConfigured)
    }

    @Test("an explanation names the booking elsewhere and both locations")
    func explained() throws {
        var diary = try diary()
        let booked = try diary.perform(.book(TimeRequest(service: 1, start: time("10:00"))))[0]
        let explanation = diary.explain(TimeRequest(service: 2, start: try time("10:30")))
        #expect(explanation.reason == .travel)
        let obstacle = try #require(explanation.groups[0].members[0].obstacles.first)
        #expect(obstacle.reason == .travel)
        #expect(obstacle.minutes == (try time("09:35")..<time("10:55")))
        #expect(obstacle.facts.contains(booked.sequence) && obstacle.facts.count == 3)
    }

    @Test("no name passes over the way: nobody is at two locations at once")
    func overbooking() throws {
        var diary = try diary()
        var away = try #require(diary.state.clinic.service(2))
        away.overbooking = 3
        try diary.perform(.configure([.service(away)]))
        try diary.perform(.book(TimeRequest(service: 1, start: time("10:00"))))
        for text in ["10:00", "10:30", "09:45"] {
            let request = TimeRequest(service: 2, start: try time(text), overbooks: true)
            #expect(diary.reason(.book(request)) == .travel)
        }
    }

    @Test("definitions with places and ways read back, and those without are as they were")
    func bodies() throws {
        let diary = try diary()
        for definition in [
            Definition.location(try #require(diary.state.clinic.location(2))),
            .resource(try #require(diary.state.clinic.resource(1))),
            .service(try #require(diary.state.clinic.service(2))),
        ] {
            let fact = try diary.decide(.configure([definition])).facts[0]
            #expect(try Definition(fact: fact, body: try #require(definition.body)) == definition)
        }
        var plain = try #require(diary.state.clinic.location(2))
        let long = Definition.location(plain).body
        plain.travel = []
        let short = try #require(Definition.location(plain).body)
        #expect(long?.starts(with: short) == true)
    }

    @Test("a state read back from its bytes knows where everybody is")
    func snapshot() throws {
        var diary = try diary()
        try diary.perform(.book(TimeRequest(service: 2, start: time("10:00"))))
        var writer = SnapshotWriter()
        diary.state.encode(into: &writer)
        var reader = SnapshotReader(writer.bytes)
        let read = try SlotState(decoding: &reader)
        try reader.finish()
        let service = try #require(read.clinic.service(1))
        let around = try time("09:00")..<time("11:30")
        let offered = read.starts(of: service, in: around, now: diary.now)
        #expect(offered.first(offered.count) == diary.offered(1, around))
        #expect(offered.first(atOrAfter: try time("10:00")) == (try time("10:55")))
    }
}
