internal import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

/// Decides the commands of a stretch of the log once more, by the same rules and with another
/// clinic.
///
/// It keeps a history of its own beside the log's: what would have been booked takes time, what
/// would have been refused takes none, and a cancellation finds what would have been there. An
/// appointment that was made goes by the sequence it has in the log; one that was refused and would
/// have been made, by a number beyond all sequences.
struct WhatIf {
    private var state: SlotState
    /// The facts of each appointment as they would have been.
    private var histories: [UInt64: [Fact]] = [:]
    private let log: Log
    private let definitions: [Definition]
    /// The last sequence before the stretch: until then nothing is otherwise.
    private let base: UInt64
    private var nextImagined: UInt64 = 1 << 47
    /// More than any command has facts.
    private static let imaginedStep: UInt64 = 1 << 12
    private(set) var report = WhatIfReport()

    init(_ log: Log, _ definitions: [Definition], state: SlotState, after base: UInt64) {
        self.log = log
        self.definitions = definitions
        self.state = state
        self.base = base
    }

    /// The stretch's own changes of the clinic stand as they were, then what is asked about.
    private mutating func follow(_ record: CommandRecord, at now: Instant) throws {
        var facts: [Fact] = []
        try eachFact(of: record) { facts.append($0) }
        for fact in facts {
            let body = try log.body(at: fact.sequence)
            state.apply(fact) { body }
        }
        try configure(at: now)
    }

    /// Gives the clinic the definitions that are asked about.
    mutating func configure(at now: Instant) throws {
        guard !definitions.isEmpty else { return }
        let context = DecisionContext(
            now: now,
            occurredAt: now,
            channel: .system,
            actor: .system,
            next: imagine()
        )
        let decision = try Decider.decide(.configure(definitions), in: context, given: state)
        let bodies = Dictionary(
            decision.bodies.map { ($0.index, $0.bytes) },
            uniquingKeysWith: { $1 }
        )
        for (index, fact) in decision.facts.enumerated() {
            state.apply(fact) { bodies[index] }
        }
    }

    /// Decides a command once more.
    mutating func decide(_ record: CommandRecord, at now: Instant) throws {
        guard let code = Demand.Code(rawValue: record.demand.kindCode) else { return }
        if code == .configure { try follow(record, at: now) }
        if WhatIf.isTakenAsItWas(code) { return try takeAsItWas(record) }
        guard let commands = commands(for: code, record.demand) else { return }
        state.prepareOpenTime(around: now)
        let was = record.reason == 0 ? nil : Reason(rawValue: record.reason) ?? .other
        let made = was == nil ? try subjectsMade(by: record) : []
        var would: Reason?
        let offer = code != .offer ? 0 : record.first > 0 ? record.first : imagine()
        // Several times are offered together or not at all, and never the same time twice.
        let before = commands.count > 1 ? (state, histories) : nil
        for (index, command) in commands.enumerated() {
            let context = DecisionContext(
                now: now,
                occurredAt: record.demand.occurredAt,
                channel: record.demand.channel,
                actor: record.demand.actor,
                next: index < made.count ? made[index] : imagine()
            )
            let history = try history(of: command.subjects.0)
            let further = try self.history(of: command.further(history: history, other: []))
            let facts: [Fact]
            do throws(Refusal) {
                facts = try Decider.decide(
                    command,
                    in: context,
                    given: state,
                    history: history,
                    further: further
                ).facts
            } catch {
                would = error.reason
                if let before { (state, histories) = before }
                break
            }
            try apply(offer == 0 ? facts : WhatIf.offered(facts, by: offer))
        }
        guard WhatIf.asksForTime(code) else { return }
        report.count(
            WhatIfCase(
                at: now,
                code: code,
                channel: record.demand.channel,
                service: record.demand.service,
                start: record.demand.start,
                sequence: record.first,
                was: try wish(record, was),
                would: would
            )
        )
    }

    /// A message whose wish could not be met is accepted as a message: what counts is the wish.
    private func wish(_ record: CommandRecord, _ was: Reason?) throws -> Reason? {
        guard was == nil else { return was }
        let code = Demand.Code(rawValue: record.demand.kindCode)
        guard code == .receiveAndBook || code == .receiveAndConfirm else { return nil }
        var reason: Reason?
        try eachFact(of: record) { fact in
            switch fact.kind {
            case .appointmentBooked, .appointmentRequested, .appointmentRescheduled:
                reason = Reason.none
            default: break
            }
            if reason == nil, fact.reason != .none { reason = fact.reason }
        }
        return reason == Reason.none ? nil : reason ?? .other
    }

    /// The commands that ask for the time of a demand; `nil` for what has nothing to do with time.
    private func commands(for code: Demand.Code, _ demand: Fact) -> [Command]? {
        let subject = demand.sequence
        let request = TimeRequest(
            service: demand.service,
            resource: demand.resource,
            start: demand.start,
            party: demand.party,
            overbooks: demand.flags.contains(.override)
        )
        switch code {
        case .hold: return [.hold(request, minutes: UInt16(clamping: demand.detail))]
        case .extendHold:
            return [.extendHold(subject: subject, minutes: UInt16(clamping: demand.detail))]
        case .releaseHold: return [.releaseHold(subject: subject)]
        case .book, .receiveAndBook: return [.book(request)]
        case .walkIn: return [.walkIn(request)]
        case .decline: return [.decline(subject: subject, reason: demand.reason)]
        case .confirmHold: return [.confirmHold(subject: subject, party: demand.party)]
        case .receiveAndConfirm:
            return [.confirmHold(subject: demand.cause, party: demand.party)]
        case .reschedule:
            return [
                .reschedule(
                    subject: subject,
                    start: demand.start,
                    resource: demand.resource,
                    reason: demand.reason
                )
            ]
        case .cancel: return [.cancel(subject: subject, reason: demand.reason)]
        case .progress:
            return Command.Step(rawValue: demand.rank).map {
                [.progress(subject: subject, step: $0)]
            }
        case .block:
            return [.block(resource: demand.resource, start: demand.start, length: demand.length)]
        case .unblock: return [.unblock(subject: subject)]
        case .offer:
            let starts = [
                demand.start, Minute(Int32(truncatingIfNeeded: demand.detail)),
                Minute(Int32(truncatingIfNeeded: demand.cause)),
            ]
            return starts.prefix(Int(demand.rank)).map { start in
                .hold(
                    TimeRequest(service: demand.service, start: start, party: demand.party),
                    minutes: demand.length
                )
            }
        default: return nil
        }
    }

    /// What its record does not say in full, what goes by numbers that only the log has, and what
    /// another system did and is not asked about: it takes and frees the time that it did.
    private static func isTakenAsItWas(_ code: Demand.Code) -> Bool {
        switch code {
        case .decline, .walkIn, .bookSeries, .rebook, .reresolve, .joinWaitlist, .leaveWaitlist,
            .declineOffer, .receiveAndDecline, .receiveAndAnswer, .answerReminder, .advance,
            .recordResponse, .amend, .importBusy, .settleConflict:
            true
        default: false
        }
    }

    private mutating func takeAsItWas(_ record: CommandRecord) throws {
        var facts: [Fact] = []
        try eachFact(of: record) { facts.append($0) }
        try apply(facts)
    }

    /// Holds as an offer places them: one of them can be chosen.
    private static func offered(_ facts: [Fact], by offer: UInt64) -> [Fact] {
        facts.map { fact in
            var fact = fact
            fact.reason = .offered
            fact.cause = offer
            return fact
        }
    }

    private static func asksForTime(_ code: Demand.Code) -> Bool {
        switch code {
        case .hold, .book, .walkIn, .confirmHold, .reschedule, .receiveAndBook,
            .receiveAndConfirm, .offer:
            true
        default: false
        }
    }

    /// The appointments, holds and blocks that a command began, by their sequences.
    private func subjectsMade(by record: CommandRecord) throws -> [UInt64] {
        var subjects: [UInt64] = []
        try eachFact(of: record) { fact in
            switch fact.kind {
            case .holdPlaced, .appointmentBooked, .appointmentRequested, .timeBlocked:
                if fact.subject == fact.sequence { subjects.append(fact.subject) }
            default: break
            }
        }
        return subjects
    }

    private func eachFact(of record: CommandRecord, _ body: (Fact) -> Void) throws {
        guard record.first > 0, record.count > 0 else { return }
        let last = record.first + UInt64(record.count) - 1
        try log.scan(Fact.self, from: record.first, through: last) { page in
            for index in page.indices { body(page[index]) }
            return true
        }
    }

    private mutating func history(of subject: UInt64) throws -> [Fact] {
        guard subject != 0 else { return [] }
        if let known = histories[subject] { return known }
        // What was there before the stretch is what it was.
        guard subject <= base else { return [] }
        let known = try log.records(ofSubject: subject, as: Fact.self)
            .filter { $0.sequence <= base }
        histories[subject] = known
        return known
    }

    private mutating func apply(_ facts: [Fact]) throws {
        for fact in facts {
            let known = try history(of: fact.subject)
            state.apply(fact) { nil }
            histories[fact.subject] = known + [fact]
        }
    }

    private mutating func imagine() -> UInt64 {
        defer { nextImagined += WhatIf.imaginedStep }
        return nextImagined
    }
}
