import DaybookDomain
import Testing

/// A random clinic twice: as the domain folds it, and as the naive scheduler lists it.
struct World {
    var diary: Diary
    var naive: NaiveScheduler
    var random: SeededGenerator
    let first: Minute
    var clinic: SmallClinic
    /// Resources that differ from the clinic's.
    var own: [UInt16: Resource] = [:]
    /// The second location, where there is one.
    var there: Location?
    /// Whether the clinic lies anywhere and changes while it is open.
    let isWide: Bool
    static let days = 8

    init(seed: UInt64, isWide: Bool = false) throws {
        var random = SeededGenerator(seed: seed)
        self.isWide = isWide
        let zones = [
            ("Europe/Berlin", "2026-03-26T00:00:00Z"), ("Europe/Berlin", "2026-10-22T12:00:00Z"),
            ("America/New_York", "2023-10-30T00:00:00Z"),
            ("Asia/Kathmandu", "2026-02-01T00:00:00Z"),
            ("Australia/Lord_Howe", "2026-04-02T00:00:00Z"), ("UTC", "1969-12-28T00:00:00Z"),
        ]
        let (name, from) = zones.randomElement(using: &random) ?? zones[0]
        var first = try minute(from)
        var clinic = SmallClinic()
        clinic.rules = try ZoneFiles.rules(name)
        if isWide { (clinic.rules, first) = try World.anywhere(&random) }
        self.first = first
        clinic.hours = try World.hours(&random)
        clinic.resources = UInt16.random(in: 1...4, using: &random)
        let resources = Array(1...clinic.resources)
        clinic.service = World.service(1, of: resources, &random)
        clinic.more = (2...3).map { World.service($0, of: resources, &random) }
        // Half of the clinics have a second location, with ways that need not be alike.
        if Bool.random(using: &random) {
            there = try World.there(&random)
            for index in clinic.more.indices {
                clinic.more[index].location = .random(in: 0...2, using: &random)
            }
        }
        var definitions = try clinic.definitions()
        for number in resources where Int.random(in: 0..<3, using: &random) == 0 {
            var own = Resource(number: number, key: "o", name: "O", role: .room, location: 1)
            own.hours = try World.hours(&random)
            self.own[number] = own
        }
        if let there {
            definitions.append(.location(there))
            for number in resources where Int.random(in: 0..<3, using: &random) > 0 {
                var traveller =
                    own[number]
                    ?? Resource(number: number, key: "t", name: "T", role: .room, location: 1)
                let hours = Bool.random(using: &random) ? try World.hours(&random) : nil
                traveller.places = [Resource.Place(location: 2, hours: hours)]
                own[number] = traveller
            }
        }
        for number in resources {
            if let own = own[number] { definitions.append(.resource(own)) }
        }
        let start = first.instant.advanced(
            byMilliseconds: .random(in: 0..<90_000_000, using: &random)
        )
        diary = try Diary(definitions, at: start)
        naive = NaiveScheduler()
        naive.zone = clinic.rules ?? .utc
        naive.now = start.milliseconds
        naive.origin = Int(first.value)
        naive.resources = Set(resources)
        for way in there?.travel ?? [] {
            naive.travel = [[1, 2]: Int(way.minutes), [2, 1]: Int(way.minutes)]
        }
        for service in [clinic.service] + clinic.more { naive.define(service) }
        if Bool.random(using: &random) { diary.prepare() }
        self.random = random
        self.clinic = clinic
        try listOpenMinutes()
    }

    // MARK: Random commands

    mutating func step() throws {
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<4: try book()
        case 4..<7: try hold()
        case 7..<9: try confirm()
        case 9..<11: try reschedule()
        case 11, 12: try cancel()
        case 13: try releaseOrExtend()
        case 14: try block()
        case 15: try unblock()
        case 16, 17: try progress()
        case 19: try talk()
        case 18 where isWide: try reconfigure()
        default: advance()
        }
        if let clash = naive.doubleBooked() { Issue.record("double booked: \(clash)") }
    }

    mutating func advance() {
        let milliseconds = Int64.random(in: 0...7_200_000, using: &random)
        diary.now = diary.now.advanced(byMilliseconds: milliseconds)
        naive.now += milliseconds
        if Int.random(in: 0..<20, using: &random) == 0 { diary.prepare() }
    }

    /// A start that is likely to matter: near what is taken, often on a coarse grid.
    mutating func start() -> Int {
        if let visit = naive.visits.randomElement(using: &random), Bool.random(using: &random),
            let use = visit.uses.first
        {
            return use.start + Int.random(in: -8...8, using: &random) * 15
        }
        let base = Int(naive.now / 60_000)
        return (base + Int.random(in: -100...5_000, using: &random)) / 15 * 15
    }

    mutating func request() -> TimeRequest {
        let start = start()
        return TimeRequest(
            service: .random(in: 1...3, using: &random),
            resource: Int.random(in: 0..<3, using: &random) == 0
                ? .random(in: 1...5, using: &random) : 0,
            start: Minute(Int32(start))
        )
    }

    mutating func subject() -> UInt64 {
        naive.visits.randomElement(using: &random)?.subject ?? 1
    }

    static func uses(_ facts: [Fact], of kinds: Set<Kind>) -> [NaiveScheduler.Use] {
        facts.filter { $0.kind.map(kinds.contains) ?? false }.map {
            NaiveScheduler.Use(
                resource: $0.resource,
                group: $0.rank,
                start: Int($0.start.value),
                length: Int($0.length),
                before: Int($0.bufferBefore),
                after: Int($0.bufferAfter)
            )
        }
    }

    /// Performs a command and expects the answer that the naive scheduler gives.
    mutating func expect(
        _ command: Command,
        _ expected: Result<[NaiveScheduler.Use], Refusal>,
        kinds: Set<Kind>
    ) -> [Fact]? {
        do {
            let facts = try diary.perform(command)
            let got = World.uses(facts, of: kinds)
            guard case .success(let uses) = expected else {
                Issue.record("accepted \(command), expected \(expected)")
                return nil
            }
            #expect(got == uses, "\(command)")
            return facts
        } catch {
            if case .success(let uses) = expected {
                Issue.record("refused \(command) for \(error.reason), expected \(uses)")
            }
            if case .failure(let refusal) = expected, refusal.reason != .taken {
                #expect(error.reason == refusal.reason, "\(command)")
            }
            return nil
        }
    }

    mutating func book() throws {
        let request = request()
        let expected = naive.allot(
            request.service,
            at: Int(request.start.value),
            resource: request.resource
        )
        if let facts = expect(.book(request), expected, kinds: [.appointmentBooked]) {
            naive.take(
                NaiveScheduler.Visit(
                    subject: facts[0].subject,
                    service: request.service,
                    status: .booked,
                    uses: try expected.get()
                )
            )
        }
    }

    mutating func hold() throws {
        let request = request()
        let minutes = UInt16.random(in: 1...90, using: &random)
        let expected = naive.allot(
            request.service,
            at: Int(request.start.value),
            resource: request.resource
        )
        if let facts = expect(.hold(request, minutes: minutes), expected, kinds: [.holdPlaced]) {
            naive.take(
                NaiveScheduler.Visit(
                    subject: facts[0].subject,
                    service: request.service,
                    status: .pending,
                    uses: try expected.get(),
                    expiry: naive.now + Int64(minutes) * 60_000
                )
            )
        }
    }

    private func refusedUnless(
        _ status: AppointmentStatus,
        _ visit: NaiveScheduler.Visit
    ) -> Refusal? {
        if naive.status(visit) == status { return nil }
        return Refusal(
            visit.status == .pending && status == .pending
                ? .holdExpired
                : visit.status == .pending && naive.status(visit) == .cancelled
                    ? .holdExpired : .transitionNotAllowed
        )
    }

    private mutating func update(_ subject: UInt64, _ body: (inout NaiveScheduler.Visit) -> Void) {
        for index in naive.visits.indices where naive.visits[index].subject == subject {
            body(&naive.visits[index])
        }
    }

    mutating func confirm() throws {
        guard let visit = naive.visit(subject()) else { return }
        let refusal = refusedUnless(.pending, visit)
        var expected = refusal.map { .failure($0) } ?? Result.success(visit.uses)
        let isBlocked = visit.uses.contains { use in
            naive.blocks.contains {
                $0.resource == use.resource && !$0.isLifted && $0.minutes.overlaps(use.shown)
            }
        }
        if refusal == nil, isBlocked { expected = .failure(Refusal(.blocked)) }
        let command = Command.confirmHold(subject: visit.subject, party: 0)
        if expect(command, expected, kinds: [.appointmentBooked]) != nil {
            update(visit.subject) { $0.status = .booked }
        }
    }

    mutating func reschedule() throws {
        guard let visit = naive.visit(subject()) else { return }
        let start = start()
        let resource =
            Int.random(in: 0..<3, using: &random) == 0
            ? UInt16.random(in: 1...4, using: &random) : 0
        var expected = naive.allot(visit.service, at: start, resource: resource, moving: visit)
        if visit.uses.first?.start == start,
            resource == 0 || visit.uses.contains(where: { $0.resource == resource })
        {
            expected = .failure(Refusal(.unchanged))
        }
        if let refusal = refusedUnless(.booked, visit) { expected = .failure(refusal) }
        let command = Command.reschedule(
            subject: visit.subject,
            start: Minute(Int32(start)),
            resource: resource
        )
        if expect(command, expected, kinds: [.appointmentRescheduled]) != nil {
            let uses = try expected.get()
            update(visit.subject) { $0.uses = uses }
        }
    }

    mutating func cancel() throws {
        guard let visit = naive.visit(subject()) else { return }
        let may: Set<AppointmentStatus> = [.pending, .booked, .arrived, .checkedIn]
        let expected: Result<[NaiveScheduler.Use], Refusal> =
            may.contains(naive.status(visit))
            ? .success(visit.uses) : .failure(Refusal(.transitionNotAllowed))
        let command = Command.cancel(subject: visit.subject, reason: .patient)
        if expect(command, expected, kinds: [.appointmentCancelled]) != nil {
            update(visit.subject) { $0.status = .cancelled }
        }
    }

    mutating func releaseOrExtend() throws {
        guard let visit = naive.visit(subject()) else { return }
        let refusal = refusedUnless(.pending, visit)
        let expected = refusal.map { .failure($0) } ?? Result.success(visit.uses)
        if Bool.random(using: &random) {
            let command = Command.releaseHold(subject: visit.subject)
            if expect(command, expected, kinds: [.holdReleased]) != nil {
                update(visit.subject) { $0.status = .cancelled }
            }
        } else {
            let command = Command.extendHold(subject: visit.subject, minutes: 45)
            let until = naive.now + 45 * 60_000
            if expect(command, expected, kinds: [.holdExtended]) != nil {
                update(visit.subject) { $0.expiry = until }
            }
        }
    }

    mutating func block() throws {
        let start = start()
        let length = Int.random(in: 1...300, using: &random)
        let resource = UInt16.random(in: 1...UInt16(naive.resources.count), using: &random)
        let facts = try diary.perform(
            .block(resource: resource, start: Minute(Int32(start)), length: UInt16(length))
        )
        naive.blocks.append((facts[0].subject, resource, start..<(start + length), false))
    }

    mutating func unblock() throws {
        guard let index = naive.blocks.indices.randomElement(using: &random) else { return }
        let block = naive.blocks[index]
        let expected: Result<[NaiveScheduler.Use], Refusal> =
            block.isLifted ? .failure(Refusal(.unchanged)) : .success([])
        if expect(.unblock(subject: block.subject), expected, kinds: []) != nil {
            naive.blocks[index].isLifted = true
        }
    }

    /// Answers and amendments, which take and free nothing.
    mutating func talk() throws {
        guard let visit = naive.visit(subject()) else { return }
        let status = naive.status(visit)
        let isAnswer = Bool.random(using: &random)
        let may: Set<AppointmentStatus> = isAnswer ? [.booked] : [.booked, .arrived, .checkedIn]
        let priority = UInt8.random(in: 1...9, using: &random)
        let command: Command =
            isAnswer
            ? .recordResponse(
                subject: visit.subject,
                resource: visit.uses[0].resource,
                response: ParticipantResponse.allCases.randomElement(using: &random) ?? .accepted
            ) : .amend(subject: visit.subject, Amendment(priority: priority))
        let before = diary.facts.count
        do throws(Refusal) {
            let facts = try diary.perform(command)
            if !may.contains(status) { Issue.record("\(status) accepts \(command)") }
            #expect(facts.allSatisfy { $0.length == 0 })
        } catch {
            #expect(!may.contains(status) || error.reason == .unchanged)
            #expect(diary.facts.count == before)
        }
    }

    mutating func progress() throws {
        guard let visit = naive.visit(subject()) else { return }
        let step = Command.Step.allCases.randomElement(using: &random) ?? .arrive
        let status = naive.status(visit)
        let grace = Int(naive.services[visit.service]?.noShowGrace ?? 0)
        let isLate = naive.now >= Int64(visit.uses[0].start + grace) * 60_000
        let next: AppointmentStatus? =
            switch (step, status) {
            case (.arrive, .booked): .arrived
            case (.checkIn, .booked), (.checkIn, .arrived): .checkedIn
            case (.fulfil, .arrived), (.fulfil, .checkedIn): .fulfilled
            case (.noShow, .booked): isLate ? .noShow : nil
            case (.reinstate, .noShow): .booked
            case (.reinstate, .cancelled): .booked
            case (.enteredInError, .enteredInError): nil
            case (.enteredInError, _): .enteredInError
            default: nil
            }
        var expected: Result<[NaiveScheduler.Use], Refusal> = .success([])
        if next == nil { expected = .failure(Refusal(.transitionNotAllowed)) }
        if step == .reinstate, status == .cancelled, let service = naive.services[visit.service] {
            for use in visit.uses
            where naive.obstacle(use.asBooked(service), use.resource, use.start) != .none {
                // The reason is that of the first resource in the way; which one is not promised.
                expected = .failure(Refusal(.taken))
            }
        }
        let command = Command.progress(subject: visit.subject, step: step)
        if expect(command, expected, kinds: []) != nil, let next {
            update(visit.subject) { $0.status = next }
        }
    }
}
