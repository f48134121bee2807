extension Decider {
    /// What free time is taken for.
    enum Taking {
        /// A booking at once; a wish that waits, where a patient asks and the service needs
        /// approval.
        case booking
        /// A hold for so many minutes (0: the clinic's default), and for what, where it is one of
        /// several to choose from.
        case hold(minutes: UInt16, purpose: Reason = .none)
    }

    /// Takes free time: one fact for each resource it occupies, from `offset` on.
    ///
    /// - Parameter rules: The service's rules, where others count than those it is offered by.
    static func take(
        _ taking: Taking,
        _ request: TimeRequest,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        offset: Int,
        by rules: Service? = nil
    ) throws(Refusal) -> [Fact] {
        let service: Service
        if let rules { service = rules } else { service = try self.service(request.service, state) }
        let (footprints, isOver) = try footprints(request, of: service, context, state)
        var kind = Kind.holdPlaced
        var reason = Reason.none
        let detail: UInt32
        switch taking {
        case .booking where needsApproval(service, context):
            kind = .appointmentRequested
            detail = approvalSeconds(service, start: request.start, context)
        case .booking:
            kind = .appointmentBooked
            detail = state.clinic.zoneDetail(of: footprints, for: service.number, at: request.start)
        case .hold(let minutes, let purpose):
            reason = purpose
            detail = holdSeconds(minutes, state)
        }
        let marks: FactFlags = isOver ? [.override] : []
        return facts(
            kind,
            footprints,
            (service.number, service.modalityFlags.union(marks)),
            context,
            offset: offset,
            subject: context.next + UInt64(offset),
            party: request.party,
            cause: request.cause,
            reason: reason,
            detail: detail
        )
    }

    /// The footprints of what is free; of what is taken too, where a member of staff says so and the
    /// service allows it.
    private static func footprints(
        _ request: TimeRequest,
        of service: Service,
        _ context: DecisionContext,
        _ state: borrowing SlotState
    ) throws(Refusal) -> (footprints: [Footprint], isOver: Bool) {
        do throws(Refusal) {
            return (
                try state.allot(
                    service,
                    at: request.start,
                    resource: request.resource,
                    now: context.now
                ), false
            )
        } catch {
            let isOccupied = [.taken, .held, .buffer, .capacity].contains(error.reason)
            guard request.overbooks, isOccupied else { throw error }
            guard context.actor == .staff else { throw Refusal(.notPermitted, cause: error.cause) }
        }
        let footprints = try state.allotOver(
            service,
            at: request.start,
            resource: request.resource,
            now: context.now
        )
        return (footprints, true)
    }

    /// Whether what is asked for waits for a member of staff.
    static func needsApproval(_ service: Service, _ context: DecisionContext) -> Bool {
        service.approvalMinutes > 0 && context.actor != .staff
    }

    /// Seconds for which a wish is kept: as the service says, but not beyond its own start.
    static func approvalSeconds(
        _ service: Service,
        start: Minute,
        _ context: DecisionContext
    ) -> UInt32 {
        let left = (start.instant.milliseconds - context.now.milliseconds) / 1_000
        return UInt32(clamping: max(1, min(Int64(service.approvalMinutes) * 60, left)))
    }

    static func holdSeconds(_ minutes: UInt16, _ state: borrowing SlotState) -> UInt32 {
        let minutes = minutes == 0 ? state.clinic.settings?.holdMinutes ?? 30 : minutes
        return UInt32(minutes) * 60
    }

    /// Holds several times to choose from, each decided against the state with those before it, so
    /// that two of them never need the same resource.
    static func hold(
        _ starts: [Minute],
        of service: UInt16,
        for offer: (party: UInt64, cause: UInt64, purpose: Reason),
        minutes: UInt16,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        offset: Int
    ) throws(Refusal) -> [Fact] {
        guard !starts.isEmpty, starts.count <= offeredTimesMax, Set(starts).count == starts.count
        else { throw Refusal(.outOfRange) }
        var state = copy state
        var facts: [Fact] = []
        for start in starts {
            let request = TimeRequest(
                service: service,
                start: start,
                party: offer.party,
                cause: offer.cause
            )
            let held = try take(
                .hold(minutes: minutes, purpose: offer.purpose),
                request,
                context,
                state,
                offset: offset + facts.count
            )
            for fact in held { state.apply(fact) { nil } }
            facts += held
        }
        return facts
    }

    /// Somebody is here without an appointment: booked from the next whole minute, on no grid and
    /// without notice, and arrived.
    static func walkIn(
        _ request: TimeRequest,
        _ context: DecisionContext,
        _ state: borrowing SlotState
    ) throws(Refusal) -> Decision {
        guard context.actor == .staff else { throw Refusal(.notPermitted) }
        let rules = walkInRules(of: try service(request.service, state))
        var request = request
        request.start = walkInStart(at: context.now)
        var decision = Decision(
            try take(.booking, request, context, state, offset: 0, by: rules)
        )
        var arrived = context.fact(.patientArrived, offset: decision.facts.count)
        arrived.subject = context.next
        arrived.party = request.party
        arrived.service = rules.number
        arrived.cause = context.next
        decision.append(arrived)
        return decision
    }
    /// When somebody who is here without an appointment begins: with the next whole minute.
    package static func walkInStart(at now: Instant) -> Minute {
        let minute = now.minute
        return minute.instant == now ? minute : minute.advanced(by: 1)
    }

    /// The rules by which somebody who is here is booked: on no grid and without notice.
    package static func walkInRules(of service: Service) -> Service {
        var rules = service
        rules.alignment = 1
        rules.notice = 0
        return rules
    }
}
