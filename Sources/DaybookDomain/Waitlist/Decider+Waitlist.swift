extension Decider {
    /// Somebody begins to wait for a time.
    static func joinWaitlist(
        _ wish: WaitlistWish,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let service = try service(wish.service, state)
        if wish.resource != 0,
            !service.groups.contains(where: { $0.resources.contains(wish.resource) })
        {
            throw Refusal(.notEligible)
        }
        let days = Int(wish.window.upperBound.value) - Int(wish.window.lowerBound.value)
        guard days >= Int(service.duration), days <= WaitlistLimits.windowDaysMax * 1_440,
            wish.quarters.upperBound <= WaitlistLimits.quartersOfDay
        else { throw Refusal(.outOfRange) }
        guard wish.window.upperBound.instant > context.now else { throw Refusal(.past) }
        guard state.waitlist.entries.count < WaitlistLimits.entriesMax else {
            throw Refusal(.capacity)
        }
        var fact = context.fact(.waitlistJoined)
        fact.subject = fact.sequence
        var wish = wish
        if wish.conversation != 0 {
            let conversation = Conversation(history: history)
            guard conversation.subject == wish.conversation else { throw Refusal(.unknown) }
            wish.party = conversation.party
            fact.channel = conversation.channel
        }
        wish.write(into: &fact)
        return Decision([fact])
    }

    /// Somebody waits no longer; what is on offer to them is free again.
    static func leaveWaitlist(
        _ number: UInt64,
        _ reason: Reason,
        _ context: DecisionContext,
        _ state: borrowing SlotState
    ) throws(Refusal) -> Decision {
        guard Reason.waitlistLeavings.contains(reason) else { throw Refusal(.outOfRange) }
        guard let entry = state.waitlist.entry(number) else { throw Refusal(.unknown) }
        var decision = Decision()
        releaseOffered(by: number, except: 0, entry.wish.party, context, state, &decision)
        decision.append(leaving(entry, reason, context, offset: decision.facts.count))
        return decision
    }

    /// An offered time is declined: it is free again, and whoever waited goes on waiting.
    static func declineOffer(
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = try live(.pending, context, history)
        guard appointment.purpose == .waitlisted else { throw Refusal(.notOffered) }
        var decision = freeing(.holdReleased, appointment, reason: .patient, context)
        if let entry = state.waitlist.entry(appointment.cause) {
            var fact = context.fact(.waitlistDeclined, offset: decision.facts.count)
            fact.subject = entry.number
            fact.party = entry.wish.party
            fact.service = entry.wish.service
            fact.cause = appointment.subject
            decision.append(fact)
        }
        return decision
    }

    /// Does what is due: ends waits that are over, and offers free times to the first whom they
    /// suit.
    ///
    /// Asked again, nothing is due any more, so it may be asked as often as one likes. At most
    /// ``WaitlistLimits/offersPerAdvance`` offers are made in one go. Which they are does not depend
    /// on who can be told of them.
    /// - Throws: `unchanged` when nothing is due.
    static func advance(
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ contacts: [UInt64: WaitlistContact]
    ) throws(Refusal) -> Decision {
        var round = WaitlistRound(context, copy state, contacts)
        let services = Set(state.waitlist.entries.map(\.wish.service))
        for service in services.sorted() { round.serve(service) }
        guard !round.decision.facts.isEmpty else { throw Refusal(.unchanged) }
        return round.decision
    }

    /// The entries that an ``Command/advance`` offers a time to and whose conversation is to be told
    /// of it: what is known of them decides whether it can be.
    ///
    /// - Complexity: That of the command itself.
    package static func entriesToTell(
        _ context: DecisionContext,
        given state: borrowing SlotState
    ) -> [WaitlistEntry] {
        guard let decision = try? advance(context, state, [:]) else { return [] }
        return decision.facts.filter { $0.kind == .waitlistOffered }
            .compactMap { state.waitlist.entry($0.subject) }
            .filter { $0.wish.conversation != 0 }
    }

    static func leaving(
        _ entry: WaitlistEntry,
        _ reason: Reason,
        _ context: DecisionContext,
        offset: Int
    ) -> Fact {
        var fact = context.fact(.waitlistLeft, offset: offset)
        fact.subject = entry.number
        fact.party = entry.wish.party
        fact.service = entry.wish.service
        fact.reason = reason
        return fact
    }
}
