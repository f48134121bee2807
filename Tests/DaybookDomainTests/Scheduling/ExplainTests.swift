import DaybookDomain
import Testing

@Suite("Why a time is or is not offered")
struct ExplainTests {
    @Test(
        "an explanation agrees with what is offered, for every resource and the whole",
        arguments: 0..<20
    )
    func agrees(block: UInt64) throws {
        var offered = 0
        var refused = 0
        for seed in (90_000 + block * 15)..<(90_000 + block * 15 + 15) {
            var world = try World(seed: seed)
            for step in 0..<40 {
                try world.step()
                guard step % 8 == 7 else { continue }
                for _ in 0..<12 {
                    let isOffered = try compare(&world, seed)
                    if isOffered { offered += 1 } else { refused += 1 }
                }
            }
        }
        // A property that only ever saw one side would say nothing.
        #expect(offered > 20 && refused > 20, "\(offered) offered, \(refused) refused")
    }

    /// Explains a start near what is taken; gives whether it is offered.
    private func compare(_ world: inout World, _ seed: UInt64) throws -> Bool {
        let request = world.request()
        let service = try #require(world.diary.state.clinic.service(request.service))
        let start = request.start
        let explanation = world.diary.explain(request)
        let about = "seed \(seed), \(request), now \(world.diary.now.milliseconds)"
        let one = start..<start.advanced(by: 1)
        let listed = world.diary.offered(request.service, one, resource: request.resource)
        #expect(explanation.isOffered == (listed == [start]), "\(about)")
        #expect(explanation.reason == world.diary.reason(.book(request)), "\(about)")
        #expect(explanation.isOffered == !explanation.footprints.isEmpty, "\(about)")
        // Somebody is told why.
        let members = explanation.groups.flatMap(\.members)
        #expect(
            explanation.isOffered || !explanation.obstacles.isEmpty
                || members.contains { !$0.obstacles.isEmpty },
            "\(about)"
        )
        let evidence = world.diary.evidence(around: start)
        for member in members {
            #expect(member.isFree == member.obstacles.isEmpty, "\(about)")
            // The lists of the evidence and the bits of the state come to the same.
            let obstacles = world.diary.state.obstacles(
                of: member.resource,
                service,
                start,
                world.diary.now,
                evidence
            )
            #expect(member.isFree == obstacles.isEmpty, "\(about): \(obstacles)")
            // The naive scheduler lists open minutes from its first day on.
            if start >= world.first {
                let naive = world.naive.obstacle(service, member.resource, Int(start.value))
                #expect(member.isFree == (naive == .none), "\(about)")
            }
            for obstacle in obstacles {
                for sequence in obstacle.facts {
                    let kind = world.diary.facts[Int(sequence) - 1].kind
                    #expect(Self.kinds(obstacle.reason).contains(kind), "\(about): \(obstacle)")
                }
            }
        }
        return explanation.isOffered
    }

    private static func kinds(_ reason: Reason) -> Set<Kind?> {
        let booking: Set<Kind?> = [
            .appointmentBooked, .appointmentRescheduled, .appointmentReinstated,
        ]
        let holds: Set<Kind?> = [.holdPlaced, .holdExtended]
        return switch reason {
        case .taken: booking
        case .held: holds
        case .buffer: booking.union([.timeBlocked])
        case .capacity: booking.union(holds)
        case .travel: booking.union(holds).union([.locationDefined])
        case .blocked: [.timeBlocked]
        case .outsideHours: [.locationDefined, .resourceDefined, .zoneRulesRecorded]
        case .offGrid: [.serviceDefined, .locationDefined, .zoneRulesRecorded]
        case .notConfigured: [.resourceDefined]
        default: []
        }
    }

    @Test("each obstacle names its facts: booking, hold, block, buffer")
    func named() throws {
        var clinic = SmallClinic()
        clinic.service.bufferAfter = 15
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        func first(_ start: Minute) throws -> Obstacle {
            let member = diary.explain(TimeRequest(service: 1, start: start)).groups[0].members[0]
            return try #require(member.obstacles.first)
        }
        let booked = try diary.perform(.book(TimeRequest(service: 1, start: nine)))[0]
        let taken = try first(nine)
        #expect(taken.reason == .taken)
        #expect(taken.facts == [booked.sequence])
        #expect(taken.minutes == nine..<nine.advanced(by: 45))
        #expect(try first(nine.advanced(by: 30)).reason == .buffer)

        let later = nine.advanced(by: 120)
        let hold = try diary.perform(.hold(TimeRequest(service: 1, start: later), minutes: 10))[0]
        #expect(try first(later).facts == [hold.sequence])
        #expect(try first(later).reason == .held)
        diary.now = diary.now.advanced(byMilliseconds: 600_000)
        #expect(diary.explain(TimeRequest(service: 1, start: later)).isOffered)

        let noon = nine.advanced(by: 180)
        let block = try diary.perform(.block(resource: 1, start: noon, length: 60))[0]
        #expect(try first(noon).facts == [block.sequence])
        #expect(try first(noon).minutes == noon..<noon.advanced(by: 60))
        try diary.perform(.unblock(subject: block.subject))
        #expect(diary.explain(TimeRequest(service: 1, start: noon)).isOffered)

        // As the log stood before the hold.
        let past = diary.explain(
            TimeRequest(service: 1, start: later),
            through: hold.sequence - 1
        )
        #expect(past.isOffered && past.position == hold.sequence - 1)
    }

    @Test(
        "what is in the way of the whole service is said of the service",
        arguments: [
            (-60, Reason.past), (30, .notice), (8 * 1_440, .horizon), (607, .offGrid),
            (21 * 60, .outsideHours), (600, .none),
        ]
    )
    func whole(after minutes: Int, reason: Reason) throws {
        var clinic = SmallClinic()
        clinic.hours = try WeeklyHours(
            [try #require(WallInterval(open: 480, close: 1_200))],
            on: Weekday.allCases
        )
        clinic.service.notice = 60
        clinic.service.horizonDays = 7
        let diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let start = diary.now.minute.advanced(by: minutes)
        let explanation = diary.explain(TimeRequest(service: 1, start: start))
        #expect(explanation.reason == reason)
        let service = try #require(diary.facts.last { $0.kind == .serviceDefined })
        let ofWhole: Set<Reason> = [.past, .notice, .horizon]
        if ofWhole.contains(reason) {
            #expect(explanation.obstacles.map(\.facts) == [[service.sequence]])
        } else {
            #expect(explanation.obstacles.isEmpty)
        }
    }

    @Test("a wish that waits for approval is in the way, held, until it is declined or confirmed")
    func wishes() throws {
        var clinic = SmallClinic()
        clinic.service.approvalMinutes = 120
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let request = TimeRequest(service: 1, start: try minute("2026-05-04T09:00:00Z"))
        func obstacles() -> [Obstacle] { diary.explain(request).groups[0].members[0].obstacles }
        diary.actor = .patient
        let wish = try diary.perform(.book(request))[0]
        #expect(wish.kind == .appointmentRequested)
        #expect(obstacles().map(\.reason) == [.held] && obstacles()[0].facts == [wish.sequence])
        diary.actor = .staff
        try diary.perform(.decline(subject: wish.subject, reason: .provider))
        #expect(diary.explain(request).isOffered && obstacles().isEmpty)
        diary.actor = .patient
        let again = try diary.perform(.book(request))[0]
        diary.actor = .staff
        let booked = try diary.perform(.confirmHold(subject: again.subject, party: 0))[0]
        #expect(obstacles().map(\.reason) == [.taken] && obstacles()[0].facts == [booked.sequence])
    }

    @Test("a full session names its seats, and groups that share a resource say that it is one")
    func seats() throws {
        var clinic = SmallClinic()
        clinic.service.capacity = 2
        clinic.resources = 2
        var pair = Service(number: 2, key: "pair", name: "Pair", duration: 30)
        pair.groups = [
            ResourceGroup(name: "a", resources: [2]), ResourceGroup(name: "b", resources: [2]),
        ]
        clinic.more = [pair]
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        let seats = try (0..<2).map { _ in
            try diary.perform(.book(TimeRequest(service: 1, start: nine)))[0].sequence
        }
        let full = diary.explain(TimeRequest(service: 1, start: nine))
        #expect(full.groups[0].members[0].obstacles.map(\.facts) == [seats])
        #expect(full.reason == .capacity)
        let shared = diary.explain(TimeRequest(service: 2, start: nine))
        #expect(shared.reason == .taken)
        #expect(shared.groups.allSatisfy { $0.free == 1 })
        #expect(shared.obstacles.map(\.reason) == [.taken])
    }

    @Test(
        "an unknown service, a withdrawn resource and times at the ends are explained, not trapped"
    )
    func extremes() throws {
        var clinic = SmallClinic()
        clinic.resources = 2
        var diary = try clinic.diary(at: "2026-05-04T00:00:00Z")
        let nine = try minute("2026-05-04T09:00:00Z")
        #expect(diary.explain(TimeRequest(service: 9, start: nine)).reason == .notConfigured)
        #expect(
            diary.explain(TimeRequest(service: 1, resource: 2, start: nine)).reason == .notEligible
        )
        try diary.perform(.configure([.withdrawResource(1)]))
        let gone = diary.explain(TimeRequest(service: 1, start: nine))
        #expect(gone.groups[0].members[0].obstacles.first?.reason == .notConfigured)
        #expect(gone.groups[0].members[0].obstacles.first?.facts == [diary.next - 1])
        for value in [Int32.min, .min + 1, 0, .max - 1, .max] {
            #expect(!diary.explain(TimeRequest(service: 1, start: Minute(value))).isOffered)
        }
    }
}

extension Diary {
    /// The evidence about a start, from all facts or those through a position.
    func evidence(around start: Minute, through position: UInt64 = .max) -> TimeEvidence {
        var evidence = TimeEvidence(around: start)
        for fact in facts where fact.sequence <= position {
            evidence.apply(fact) { bodies[fact.sequence] }
        }
        return evidence
    }

    func explain(_ request: TimeRequest, through position: UInt64 = .max) -> SlotExplanation {
        var state = state
        if position != .max {
            state = SlotState()
            for fact in facts where fact.sequence <= position {
                state.apply(fact) { bodies[fact.sequence] }
            }
        }
        return state.explain(
            service: request.service,
            at: request.start,
            resource: request.resource,
            now: now,
            evidence: evidence(around: request.start, through: position),
            position: min(position, next - 1)
        )
    }
}
