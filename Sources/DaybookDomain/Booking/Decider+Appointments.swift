extension Decider {
    static func extendHold(
        _ subject: UInt64,
        minutes: UInt16,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = try live(.pending, context, history)
        var decision = Decision()
        for (index, footprint) in appointment.footprints.enumerated() {
            var fact = context.fact(.holdExtended, offset: index)
            fill(&fact, from: appointment, footprint)
            fact.detail = holdSeconds(minutes, state)
            decision.append(fact)
        }
        return decision
    }

    static func releaseHold(
        _ subject: UInt64,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = try live(.pending, context, history)
        guard !appointment.isRequest else {
            throw Refusal(.transitionNotAllowed, cause: appointment.head)
        }
        return freeing(.holdReleased, appointment, reason: .given, context)
    }

    /// Moves an appointment in one group: the old time is set free and the new one taken, or
    /// nothing happens. Times that were offered instead of the old one are free again as well.
    static func reschedule(
        to start: Minute,
        _ resource: UInt16,
        _ reason: Reason,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard reason == .none || Reason.cancellations.contains(reason) else {
            throw Refusal(.outOfRange)
        }
        let appointment = try live(.booked, context, history)
        let service = try service(appointment.service, state)
        let old = appointment.footprints
        if old.first?.start == start,
            resource == 0 || old.contains(where: { $0.resource == resource })
        {
            throw Refusal(.unchanged, cause: appointment.head)
        }
        let new = try state.allot(
            service,
            at: start,
            resource: resource,
            now: context.now,
            ignoring: old
        )
        var decision = freeing(.timeReleased, appointment, reason: .moved, context)
        for footprint in new {
            var fact = context.fact(.appointmentRescheduled, offset: decision.facts.count)
            fill(&fact, from: appointment, footprint)
            fact.reason = reason
            fact.detail = state.clinic.zoneDetail(of: new, for: service.number, at: start)
            decision.append(fact)
        }
        releaseOthers(of: appointment, context, state, &decision)
        return decision
    }

    /// Cancels an appointment or a hold; what was offered instead of it is free again as well.
    static func cancel(
        _ subject: UInt64,
        _ reason: Reason,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard Reason.cancellations.contains(reason) else { throw Refusal(.outOfRange) }
        let appointment = Appointment(history: history)
        guard appointment.status != .none else { throw Refusal(.unknown) }
        switch appointment.status(asOf: context.now) {
        case .pending, .booked, .arrived, .checkedIn:
            var decision = freeing(.appointmentCancelled, appointment, reason: reason, context)
            releaseOthers(of: appointment, context, state, &decision)
            return decision
        default: throw Refusal(.transitionNotAllowed, cause: appointment.head)
        }
    }

    // MARK: Shared

    /// Sets free what is held to be chosen instead of an appointment whose time was settled without.
    static func releaseOthers(
        of appointment: Appointment,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ decision: inout Decision
    ) {
        releaseOffered(
            by: appointment.subject,
            except: 0,
            appointment.party,
            context,
            state,
            &decision
        )
    }

    static func service(
        _ number: UInt16,
        _ state: borrowing SlotState
    ) throws(Refusal) -> Service {
        guard let service = state.clinic.service(number) else { throw Refusal(.notConfigured) }
        return service
    }

    /// The appointment of these facts, if its status is the one expected now.
    static func live(
        _ status: AppointmentStatus,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Appointment {
        let appointment = Appointment(history: history)
        guard appointment.status != .none else { throw Refusal(.unknown) }
        let now = appointment.status(asOf: context.now)
        guard now == status else {
            let ranOut = appointment.status == .pending && now == .cancelled
            throw Refusal(ranOut ? .holdExpired : .transitionNotAllowed, cause: appointment.head)
        }
        return appointment
    }

    static func facts(
        _ kind: Kind,
        _ footprints: [Footprint],
        _ service: (number: UInt16, modality: FactFlags),
        _ context: DecisionContext,
        offset: Int,
        subject: UInt64,
        party: UInt64,
        cause: UInt64,
        reason: Reason = .none,
        detail: UInt32
    ) -> [Fact] {
        var facts: [Fact] = []
        facts.reserveCapacity(footprints.count)
        for footprint in footprints {
            var fact = context.fact(kind, offset: offset + facts.count)
            fact.subject = subject
            fact.party = party
            fact.cause = cause
            fact.reason = reason
            fact.service = service.number
            fact.detail = detail
            fact.flags.formUnion(service.modality)
            footprint.write(into: &fact)
            facts.append(fact)
        }
        return facts
    }

    static func fill(_ fact: inout Fact, from appointment: Appointment, _ footprint: Footprint) {
        fact.subject = appointment.subject
        fact.party = appointment.party
        fact.cause = appointment.head
        fact.service = appointment.service
        fact.flags.formUnion(appointment.modality)
        footprint.write(into: &fact)
    }

    /// Facts of that kind that set an appointment's time free, one for each resource.
    static func freeing(
        _ kind: Kind,
        _ appointment: Appointment,
        reason: Reason,
        _ context: DecisionContext
    ) -> Decision {
        var decision = Decision()
        for footprint in appointment.footprints {
            var fact = context.fact(kind, offset: decision.facts.count)
            fill(&fact, from: appointment, footprint)
            fact.reason = reason
            decision.append(fact)
        }
        return decision
    }
}
