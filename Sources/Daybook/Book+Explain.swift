public import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

extension Book {
    /// The facts that a refused time was refused for: bookings, holds, blocks and definitions, by
    /// sequence, at most ``SlotExplanation/obstaclesMax``.
    ///
    /// - Parameters:
    ///   - refusal: What the book answered.
    ///   - service: The service's number.
    ///   - start: The start that was asked for.
    ///   - resource: The resource that was asked for; 0 any.
    ///   - moving: The appointment that was to be moved, which is not in its own way; 0 none.
    /// - Returns: None where the refusal is not about time.
    /// - Complexity: O(facts), as ``explain(service:at:resource:in:)``.
    public func facts(
        behind refusal: Refusal,
        of service: UInt16,
        at start: Minute,
        resource: UInt16 = 0,
        moving: UInt64 = 0
    ) throws(BookError) -> [UInt64] {
        try facts(
            behind: refusal,
            of: TimeRequest(service: service, resource: resource, start: start),
            moving: moving
        )
    }

    /// The facts that a command was refused for: what stands in the way of the time that it asked
    /// for, and what the refusal names itself.
    ///
    /// Of several times, those of the first that can't be had. Asked later, it is what stands in the
    /// way then.
    /// - Parameters:
    ///   - refusal: What the book answered.
    ///   - command: What it was asked.
    /// - Complexity: O(facts) for a command that asks for time, as
    ///   ``explain(service:at:resource:in:)``, and as booking it for a series.
    public func facts(
        behind refusal: Refusal,
        of command: Command
    ) throws(BookError) -> [UInt64] {
        let clinic = try clinic()
        switch command {
        case .book(let wish), .hold(let wish, _): return try facts(behind: refusal, of: wish)
        case .walkIn(var wish):
            wish.start = Decider.walkInStart(at: Instant(milliseconds: options.clock()))
            let rules = clinic.service(wish.service).map { Decider.walkInRules(of: $0) }
            return try facts(behind: refusal, of: wish, by: rules)
        case .bookSeries(let request):
            guard let missed = try? previewSeries(request).first(where: { $0.reason != .none })
            else { return named(by: refusal) }
            var wish = request.first
            wish.start = missed.start
            let rules =
                missed.start == request.first.start
                ? nil : clinic.service(wish.service).map { Decider.laterRules(of: $0) }
            return try facts(behind: refusal, of: wish, by: rules)
        case .progress(let subject, .reinstate), .reresolve(let subject, _):
            return try facts(behind: refusal, ofTakingAgain: subject, clinic)
        case .reschedule(let subject, let start, let resource, _):
            guard let service = try appointment(subject)?.service else {
                return named(by: refusal)
            }
            let wish = TimeRequest(service: service, resource: resource, start: start)
            return try facts(behind: refusal, of: wish, moving: subject)
        case .offer(_, let service, let starts, _):
            return try facts(behind: refusal, of: service, atAnyOf: starts)
        case .rebook(let subject, let starts, _, _):
            let service = try appointment(subject)?.service ?? 0
            return try facts(behind: refusal, of: service, atAnyOf: starts)
        default: return named(by: refusal)
        }
    }

    /// What stands in the way of an appointment's own resources, at the time that it had or would have
    /// by newer zone rules.
    private func facts(
        behind refusal: Refusal,
        ofTakingAgain subject: UInt64,
        _ clinic: Clinic
    ) throws(BookError) -> [UInt64] {
        guard let appointment = try appointment(subject),
            let service = clinic.service(appointment.service)
        else { return named(by: refusal) }
        let shift = appointment.status == .booked ? clinic.shift(of: appointment) ?? 0 : 0
        var found = Set(named(by: refusal))
        for footprint in appointment.footprints {
            var rules = service
            rules.duration = footprint.length
            let wish = TimeRequest(
                service: service.number,
                resource: footprint.resource,
                start: footprint.start.advanced(by: shift)
            )
            found.formUnion(try facts(behind: refusal, of: wish, moving: subject, by: rules))
        }
        return Array(found.sorted().prefix(SlotExplanation.obstaclesMax))
    }

    private func named(by refusal: Refusal) -> [UInt64] {
        refusal.cause == 0 ? [] : [refusal.cause]
    }

    private func facts(
        behind refusal: Refusal,
        of service: UInt16,
        atAnyOf starts: [Minute]
    ) throws(BookError) -> [UInt64] {
        for start in starts {
            let wish = TimeRequest(service: service, start: start)
            let found = try facts(behind: refusal, of: wish)
            if found != named(by: refusal) { return found }
        }
        return named(by: refusal)
    }

    private func facts(
        behind refusal: Refusal,
        of wish: TimeRequest,
        moving: UInt64 = 0,
        by rules: Service? = nil
    ) throws(BookError) -> [UInt64] {
        let view = try view(at: .max, now: Instant(milliseconds: options.clock()))
        let explanation = try explain(wish, in: view, by: rules)
        let members = explanation.groups.filter { $0.free < $0.needed }.flatMap(\.members)
        let obstacles = explanation.obstacles + members.flatMap(\.obstacles)
        // What stands nearest is said; other resources may have other reasons.
        let said = obstacles.filter { $0.reason == refusal.reason }
        var found = Set(named(by: refusal))
        for sequence in said.flatMap(\.facts) {
            if moving != 0, try facts(from: sequence, through: sequence).first?.subject == moving {
                continue
            }
            found.insert(sequence)
        }
        return Array(found.sorted().prefix(SlotExplanation.obstaclesMax))
    }

    /// Why a service can or can't be had at a start: now, or as the log stood before.
    ///
    /// It is offered exactly when ``freeSlots(service:in:resource:asOf:count:)`` lists it and `book`
    /// accepts it; where it is not, each resource says what is in its way, with the facts behind it.
    ///
    /// - Parameters:
    ///   - service: The service's number.
    ///   - start: The start asked about.
    ///   - resource: Only with this resource; 0 any.
    ///   - view: What the book said then, see ``view(at:now:)``; `nil` now.
    /// - Throws: ``BookError``.
    /// - Complexity: O(facts): whose a time is, is folded from the log for this question.
    public func explain(
        service: UInt16,
        at start: Minute,
        resource: UInt16 = 0,
        in view: BookView? = nil
    ) throws(BookError) -> SlotExplanation {
        let now = Instant(milliseconds: options.clock())
        let view = if let view { view } else { try self.view(at: .max, now: now) }
        let wish = TimeRequest(service: service, resource: resource, start: start)
        return try explain(wish, in: view, by: nil)
    }

    private func explain(
        _ wish: TimeRequest,
        in view: BookView,
        by rules: Service?
    ) throws(BookError) -> SlotExplanation {
        do {
            var evidence = TimeEvidence(around: wish.start)
            try log.scan(Fact.self, from: 1, through: view.position) { page in
                for index in page.indices {
                    let fact = page[index]
                    evidence.apply(fact) { (try? log.body(at: fact.sequence)) ?? nil }
                }
                return true
            }
            return view.slots.state.explain(
                service: wish.service,
                at: wish.start,
                resource: wish.resource,
                now: view.now,
                evidence: evidence,
                position: view.position,
                by: rules
            )
        } catch {
            throw BookError(error)
        }
    }
}
