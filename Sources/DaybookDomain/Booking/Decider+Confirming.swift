extension Decider {
    /// Turns a live hold into a booking of the same footprint, and approves a wish.
    ///
    /// It does not fail while the hold lives, even if the service is offered to nobody else any
    /// more; only a block that the clinic placed over the time since stands in the way, since
    /// nobody would be there. Of several times that were offered together the others are free again
    /// at once; a time offered instead of a booked one moves that appointment; a time offered to
    /// somebody on the waitlist ends their wait.
    static func confirmHold(
        _ history: [Fact],
        party: UInt64,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ replaced: [Fact],
        offset: Int
    ) throws(Refusal) -> [Fact] {
        let held = try live(.pending, context, history)
        if party != 0, held.party != 0, party != held.party {
            throw Refusal(.notEligible, cause: held.subject)
        }
        if held.isRequest, context.actor != .staff {
            throw Refusal(.needsApproval, cause: held.subject)
        }
        if let block = state.block(over: held.footprints) {
            throw Refusal(.blocked, cause: block)
        }
        var decision = Decision()
        let party = party == 0 ? held.party : party
        if held.purpose == .rebooking {
            try move(replaced, to: held, context, state, offset: offset, &decision)
        } else {
            decision = Decision(confirmed(held, party: party, context, state, offset: offset))
        }
        if held.purpose.isOffer {
            releaseOffered(
                by: held.cause,
                except: held.purpose == .rebooking ? 0 : held.subject,
                party,
                context,
                state,
                &decision,
                offset: offset
            )
        }
        if held.purpose == .waitlisted, let entry = state.waitlist.entry(held.cause) {
            decision.append(
                leaving(entry, .booked, context, offset: offset + decision.facts.count)
            )
        }
        return decision.facts
    }

    /// The booking of a held footprint, or the wish for it, where a patient held a time that needs
    /// approval. What was offered is approved.
    private static func confirmed(
        _ held: Appointment,
        party: UInt64,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        offset: Int
    ) -> [Fact] {
        let start = held.footprints.first?.start ?? Minute(0)
        var kind = Kind.appointmentBooked
        var detail = state.clinic.zoneDetail(of: held.footprints, for: held.service, at: start)
        if !held.purpose.isOffer, let service = state.clinic.service(held.service),
            needsApproval(service, context)
        {
            kind = .appointmentRequested
            detail = approvalSeconds(service, start: start, context)
        }
        return facts(
            kind,
            held.footprints,
            (held.service, held.modality),
            context,
            offset: offset,
            subject: held.subject,
            party: party,
            cause: held.subject,
            detail: detail
        )
    }

    /// Moves a booked appointment to the footprint that was held for it.
    private static func move(
        _ history: [Fact],
        to held: Appointment,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        offset: Int,
        _ decision: inout Decision
    ) throws(Refusal) {
        let appointment = try live(.booked, context, history)
        let start = held.footprints.first?.start ?? Minute(0)
        let detail = state.clinic.zoneDetail(of: held.footprints, for: held.service, at: start)
        for footprint in appointment.footprints {
            var fact = context.fact(.timeReleased, offset: offset + decision.facts.count)
            fill(&fact, from: appointment, footprint)
            fact.reason = .moved
            decision.append(fact)
        }
        for footprint in held.footprints {
            var fact = context.fact(.appointmentRescheduled, offset: offset + decision.facts.count)
            fill(&fact, from: appointment, footprint)
            fact.cause = held.subject
            fact.detail = detail
            decision.append(fact)
        }
    }

    /// Sets free the live holds that something offers, but one.
    static func releaseOffered(
        by offer: UInt64,
        except chosen: UInt64,
        _ party: UInt64,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ decision: inout Decision,
        offset: Int = 0
    ) {
        for hold in state.offered(by: offer, now: context.now) where hold.subject != chosen {
            var fact = context.fact(.holdReleased, offset: offset + decision.facts.count)
            fact.subject = hold.subject
            fact.party = party
            fact.cause = hold.subject
            fact.service = hold.service
            fact.reason = .given
            if let service = state.clinic.service(hold.service) {
                fact.flags.formUnion(service.modalityFlags)
            }
            hold.footprint.write(into: &fact)
            decision.append(fact)
        }
    }

    /// Declines a wish that waits for approval: its time is free again.
    static func decline(
        _ reason: Reason,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard Reason.cancellations.contains(reason) else { throw Refusal(.outOfRange) }
        let wish = try live(.pending, context, history)
        guard wish.isRequest else { throw Refusal(.transitionNotAllowed, cause: wish.head) }
        guard context.actor == .staff else { throw Refusal(.notPermitted, cause: wish.head) }
        return freeing(.appointmentDeclined, wish, reason: reason, context)
    }

    /// Offers other times, each held, instead of a booked one: whichever is chosen moves the
    /// appointment there. The conversation in which it came about is told, where its channel may
    /// be told times and its patient agreed as far as it asks for that; else a fact says why not, so
    /// that somebody tells them.
    static func rebook(
        _ starts: [Minute],
        minutes: UInt16,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ asked: [Fact],
        person: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = try live(.booked, context, history)
        var decision = Decision(
            try hold(
                starts,
                of: appointment.service,
                for: (appointment.party, appointment.subject, .rebooking),
                minutes: minutes,
                context,
                state,
                offset: 0
            )
        )
        let conversation = Conversation(history: asked)
        guard conversation.subject != 0, conversation.party == appointment.party,
            let first = decision.facts.first
        else { return decision }
        tell(
            conversation,
            of: first,
            as: .rebooking,
            to: (appointment.subject, appointment.party),
            context,
            state,
            person: person,
            &decision
        )
        return decision
    }
}
