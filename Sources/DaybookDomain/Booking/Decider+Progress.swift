extension Decider {
    /// A step of the transitions table (FHIR R4 appointment statuses; arrived precedes checked-in).
    static func progress(
        _ subject: UInt64,
        _ step: Command.Step,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = Appointment(history: history)
        guard appointment.status != .none else { throw Refusal(.unknown) }
        let status = appointment.status(asOf: context.now)
        switch (step, status) {
        case (.arrive, .booked):
            return mark(.patientArrived, appointment, context)
        case (.checkIn, .arrived), (.checkIn, .booked):
            return mark(.patientCheckedIn, appointment, context)
        case (.fulfil, .arrived), (.fulfil, .checkedIn):
            return mark(.appointmentFulfilled, appointment, context)
        case (.noShow, .booked):
            let grace = state.clinic.service(appointment.service)?.noShowGrace
            let minutes = Int(grace ?? Service.noShowGraceDefault)
            guard let start = appointment.footprints.first?.start,
                context.now >= start.advanced(by: minutes).instant
            else { throw Refusal(.transitionNotAllowed, cause: appointment.head) }
            return mark(.patientNoShow, appointment, context)
        case (.reinstate, .noShow):
            return mark(.appointmentReinstated, appointment, context)
        case (.reinstate, .cancelled):
            return try reinstate(appointment, context, state)
        case (.enteredInError, .enteredInError):
            throw Refusal(.transitionNotAllowed, cause: appointment.head)
        case (.enteredInError, .cancelled):
            return mark(.appointmentEnteredInError, appointment, context)
        case (.enteredInError, _):
            var decision = freeing(
                .appointmentEnteredInError,
                appointment,
                reason: .other,
                context
            )
            releaseOthers(of: appointment, context, state, &decision)
            return decision
        default:
            throw Refusal(.transitionNotAllowed, cause: appointment.head)
        }
    }

    /// Undoes a cancellation, if the very same time is still free.
    private static func reinstate(
        _ appointment: Appointment,
        _ context: DecisionContext,
        _ state: borrowing SlotState
    ) throws(Refusal) -> Decision {
        let service = try service(appointment.service, state)
        for footprint in appointment.footprints {
            try state.check(footprint, of: service, now: context.now)
        }
        return freeing(.appointmentReinstated, appointment, reason: .none, context)
    }

    /// One fact without a footprint.
    private static func mark(
        _ kind: Kind,
        _ appointment: Appointment,
        _ context: DecisionContext
    ) -> Decision {
        Decision([about(appointment, kind, context)])
    }

    /// A fact about an appointment as it stands, without a footprint.
    static func about(
        _ appointment: Appointment,
        _ kind: Kind,
        _ context: DecisionContext
    ) -> Fact {
        var fact = context.fact(kind)
        fact.subject = appointment.subject
        fact.party = appointment.party
        fact.cause = appointment.head
        fact.service = appointment.service
        return fact
    }

    static func block(
        _ resource: UInt16,
        _ start: Minute,
        _ length: UInt16,
        _ context: DecisionContext,
        _ state: borrowing SlotState
    ) throws(Refusal) -> Decision {
        guard state.clinic.resource(resource) != nil else { throw Refusal(.notConfigured) }
        guard length > 0 else { throw Refusal(.outOfRange) }
        var fact = context.fact(.timeBlocked)
        fact.subject = fact.sequence
        fact.resource = resource
        fact.start = start
        fact.length = length
        return Decision([fact])
    }

    static func unblock(
        _ subject: UInt64,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard let first = history.first, first.kind == .timeBlocked else { throw Refusal(.unknown) }
        if let last = history.last, last.kind == .timeUnblocked {
            throw Refusal(.unchanged, cause: last.sequence)
        }
        var fact = first
        let fresh = context.fact(.timeUnblocked)
        fact.kindCode = Kind.timeUnblocked.rawValue
        fact.sequence = fresh.sequence
        fact.recordedAt = fresh.recordedAt
        fact.occurredAt = fresh.occurredAt
        fact.channel = fresh.channel
        fact.actor = fresh.actor
        fact.subject = first.sequence
        fact.cause = first.sequence
        return Decision([fact])
    }
}
