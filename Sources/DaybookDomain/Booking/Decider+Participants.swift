extension Decider {
    /// Somebody who takes part answers for an appointment that is booked, or wished for and not yet
    /// approved.
    ///
    /// It changes nothing else: an appointment that somebody declines stands until somebody decides
    /// what becomes of it. A patient answers for themselves alone. A hold asks nobody.
    static func recordResponse(
        of resource: UInt16,
        _ response: ParticipantResponse,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = try standing([.booked], context, history)
        guard appointment.participants.contains(resource) else {
            throw Refusal(.notEligible, cause: appointment.head)
        }
        if resource != 0, context.actor == .patient {
            throw Refusal(.notPermitted, cause: appointment.head)
        }
        if let answer = appointment.answers.first(where: { $0.resource == resource }),
            answer.response == response
        {
            throw Refusal(.unchanged, cause: answer.fact)
        }
        var fact = about(appointment, .participantResponded, context)
        fact.resource = resource
        fact.rank = response.rawValue
        return Decision([fact])
    }

    /// Changes what is neither time nor resources of an appointment that is not over: as one fact
    /// that says how all of it is from here on.
    static func amend(
        _ amendment: Amendment,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard amendment.priority ?? 0 <= Amendment.priorityMax else { throw Refusal(.outOfRange) }
        let appointment = try standing([.booked, .arrived, .checkedIn], context, history)
        guard context.actor != .patient else {
            throw Refusal(.notPermitted, cause: appointment.head)
        }
        let modality = amendment.modality?.flags ?? appointment.modality
        let priority = amendment.priority ?? appointment.priority
        let visitType = amendment.visitType ?? appointment.visitType
        let isComment = context.hasSealedContent && amendment.commentFor != nil
        guard
            isComment || priority != appointment.priority || visitType != appointment.visitType
                || modality != appointment.modality
        else { throw Refusal(.unchanged, cause: appointment.head) }
        // Who it is for was not known when the comment was sealed.
        if isComment, amendment.commentFor != appointment.party {
            throw Refusal(.staleVersion, cause: appointment.head)
        }
        var fact = about(appointment, .appointmentAmended, context)
        fact.flags.formUnion(modality)
        if isComment { fact.flags.insert(.sealed) }
        fact.rank = priority
        fact.detail = UInt32(visitType.rawValue)
        return Decision([fact])
    }

    /// A patient's calendar answers for them: on record where it is their own appointment, and the
    /// state of it that stands now; else it is what was written, and no more.
    static func answer(
        _ reply: CalendarReply,
        to message: Fact,
        _ context: DecisionContext,
        _ history: [Fact],
        _ decision: inout Decision
    ) {
        let appointment = Appointment(history: history)
        guard message.party != 0, appointment.subject == reply.appointment,
            appointment.party == message.party,
            reply.revision >= Appointment.revision(of: history)
        else { return }
        var later = context
        later.next += UInt64(decision.facts.count)
        do throws(Refusal) {
            for var fact in try recordResponse(of: 0, reply.response, later, history).facts {
                fact.cause = message.sequence
                decision.append(fact)
            }
        } catch {}
    }

    /// The appointment of these facts while its status is one of those, or while it is a wish that
    /// waits for approval. A hold is no appointment yet.
    private static func standing(
        _ statuses: [AppointmentStatus],
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Appointment {
        let appointment = Appointment(history: history)
        guard appointment.status != .none else { throw Refusal(.unknown) }
        let now = appointment.status(asOf: context.now)
        if statuses.contains(now) || now == .pending && appointment.isRequest {
            return appointment
        }
        let ranOut = appointment.status == .pending && now == .cancelled
        throw Refusal(ranOut ? .holdExpired : .transitionNotAllowed, cause: appointment.head)
    }
}
