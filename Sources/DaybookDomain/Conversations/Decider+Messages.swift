extension Decider {
    /// Something came in: a patient's message opens or continues an episode; the rest is recorded
    /// as what it is, and acknowledged where the clinic wants that.
    static func receive(
        _ incoming: Incoming,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ replied: [Fact],
        sender: [Fact]
    ) throws(Refusal) -> Decision {
        guard incoming.copyOf == 0 else { return copy(incoming, context) }
        var decision = record(incoming, context, history, sender: sender)
        if let reply = incoming.reply {
            let message = decision.facts[decision.sealedIndex]
            answer(reply, to: message, context, replied, &decision)
        }
        acknowledge(incoming, sender, context, state, &decision)
        return decision
    }

    /// The other delivery of a message that is known: kept, and nothing follows from it.
    private static func copy(_ incoming: Incoming, _ context: DecisionContext) -> Decision {
        var fact = context.fact(.copyReceived)
        fact.subject = incoming.conversation
        fact.party = incoming.party
        fact.cause = incoming.copyOf
        if context.hasSealedContent { fact.flags.insert(.sealed) }
        return Decision([fact])
    }

    /// What came in as facts, without anything that follows from it.
    static func record(
        _ incoming: Incoming,
        _ context: DecisionContext,
        _ history: [Fact],
        sender: [Fact]
    ) -> Decision {
        var decision = Decision()
        if incoming.introducesParty {
            var fact = context.fact(.partyIntroduced)
            fact.subject = fact.sequence
            fact.party = incoming.party
            decision.append(fact)
        }
        decision.sealedIndex = decision.facts.count
        var incoming = incoming
        var conversation = Conversation(history: history)
        var link: Fact?
        if incoming.link != 0 {
            do throws(Refusal) {
                link = try liveLink(incoming.link, context, history)
            } catch {
                // The link leads nowhere any more. What was written counts all the same, on its own.
                conversation = Conversation()
                incoming.reason = error.reason
            }
        }
        let fact = messageFact(
            incoming,
            context,
            conversation,
            sending: replyBeingSent(conversation, sender, context),
            offset: decision.facts.count
        )
        decision.append(fact)
        if let link {
            decision.append(redeeming(link, context, offset: decision.facts.count))
        }
        if incoming.stop, incoming.nature == .message, incoming.party != 0 {
            appendStop(of: incoming.party, fact, Person(history: sender), context, &decision)
        }
        return decision
    }

    /// Acknowledges a person's words, but for the one that asks for silence.
    static func acknowledge(
        _ incoming: Incoming,
        _ sender: [Fact],
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ decision: inout Decision
    ) {
        guard incoming.nature == .message, !incoming.stop else { return }
        let message = decision.facts[decision.sealedIndex]
        acknowledge(message, sender, context, state, &decision)
    }

    /// What is just being sent in a conversation, or to whoever it is with: an answer, or an
    /// acknowledgement.
    private static func replyBeingSent(
        _ conversation: Conversation,
        _ sender: [Fact],
        _ context: DecisionContext
    ) -> UInt64? {
        conversation.replyBeingSent(at: context.now)
            ?? Conversation(history: sender.lazy.filter { $0.channel == context.channel })
            .replyBeingSent(at: context.now)
    }

    /// Whether only this may book: what the patient wrote or pressed themselves. An edit, a delivery
    /// report or a machine's mail that carries a token books nothing.
    static func mayBook(_ incoming: Incoming) -> Bool { incoming.nature == .message }

    /// A message that chooses a free time: booked if it is still free, else an open request that
    /// says why.
    ///
    /// The message is never lost to a refusal: the patient's words and wish stay, and somebody
    /// answers.
    static func receiveAndBook(
        _ incoming: Incoming,
        _ request: TimeRequest,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        sender: [Fact]
    ) throws(Refusal) -> Decision {
        receiveChoice(incoming, context, state, history, sender: sender) {
            (message, offset, state) throws(Refusal) in
            var request = request
            request.party = incoming.party
            request.cause = message.sequence
            return try take(.booking, request, context, state, offset: offset)
        }
    }

    /// A message that takes a time: what follows from it, and the confirmation; else an open request
    /// that says why not.
    ///
    /// - Parameter take: Given the message and the place of the next fact, the facts of a booking.
    private static func receiveChoice(
        _ incoming: Incoming,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        sender: [Fact],
        taking take: (
            _ message: Fact, _ offset: Int, _ state: borrowing SlotState
        ) throws(Refusal) -> [Fact]
    ) -> Decision {
        var decision = record(incoming, context, history, sender: sender)
        guard mayBook(incoming) else { return refused(.notOffered, decision) }
        let message = decision.facts[decision.sealedIndex]
        do throws(Refusal) {
            let facts = try take(message, decision.facts.count, state)
            confirmInAnswer(to: message, facts, context, state, &decision)
        } catch {
            decision.facts[decision.sealedIndex].reason = error.reason
        }
        if !isConfirmed(decision) {
            acknowledge(incoming, sender, context, state, &decision)
        }
        return decision
    }

    /// Whether the patient is told of the booking, so that nothing else need be acknowledged.
    private static func isConfirmed(_ decision: Decision) -> Bool {
        decision.facts.contains { $0.kind == .replyQueued || $0.kind == .replySent }
    }

    /// A message that accepts an offered hold: booked while the hold lives, else an open request
    /// that says why.
    static func receiveAndConfirm(
        _ incoming: Incoming,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ held: [Fact],
        _ replaced: [Fact],
        sender: [Fact]
    ) throws(Refusal) -> Decision {
        receiveChoice(incoming, context, state, history, sender: sender) {
            (_, offset, state) throws(Refusal) in
            try confirmHold(
                held,
                party: incoming.party,
                context,
                state,
                replaced,
                offset: offset
            )
        }
    }

    /// A message that declines a time offered to somebody who waits: the time is free again, they go
    /// on waiting for another, and nobody need answer unless they asked for something before.
    ///
    /// What was not theirs, or is over, leaves a message for somebody to look at, which says why.
    static func receiveAndDecline(
        _ incoming: Incoming,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ held: [Fact],
        sender: [Fact]
    ) throws(Refusal) -> Decision {
        receiveOrder(incoming, context, state, history, sender: sender) {
            (message, later, state, decision) throws(Refusal) in
            guard held.first?.party == incoming.party else { throw Refusal(.notOffered) }
            for fact in try declineOffer(later, state, held).facts { decision.append(fact) }
            closeByRule(message, context, history, &decision)
        }
    }

    /// A message that says what is to be done about something known: done by rule, or left for
    /// somebody to look at, with the reason why not.
    ///
    /// - Parameter carryOut: Given the message, and the context of the facts behind it.
    static func receiveOrder(
        _ incoming: Incoming,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        sender: [Fact],
        carryingOut carryOut: (
            _ message: Fact, _ later: DecisionContext, _ state: borrowing SlotState,
            _ decision: inout Decision
        ) throws(Refusal) -> Void
    ) -> Decision {
        var decision = record(incoming, context, history, sender: sender)
        guard mayBook(incoming) else { return refused(.notOffered, decision) }
        let message = decision.facts[decision.sealedIndex]
        var later = context
        later.next += UInt64(decision.facts.count)
        do throws(Refusal) {
            try carryOut(message, later, state, &decision)
        } catch {
            decision = refused(error.reason, decision)
            acknowledge(incoming, sender, context, state, &decision)
        }
        return decision
    }

    /// Nobody need answer what a rule dealt with, unless they asked for something before.
    static func closeByRule(
        _ message: Fact,
        _ context: DecisionContext,
        _ history: [Fact],
        _ decision: inout Decision
    ) {
        guard Conversation(history: history).waitingSince == nil else { return }
        var closed = context.fact(.conversationClosed, offset: decision.facts.count)
        closed.actor = .system
        closed.flags.insert(.automatic)
        closed.subject = message.subject
        closed.party = message.party
        closed.cause = message.sequence
        closed.reason = .notNeeded
        decision.append(closed)
    }

    /// The message as it is, with why nothing was booked where it doesn't say something else.
    static func refused(_ reason: Reason, _ decision: Decision) -> Decision {
        var decision = decision
        if decision.facts[decision.sealedIndex].reason == .none {
            decision.facts[decision.sealedIndex].reason = reason
        }
        return decision
    }

    /// The booking and its confirmation; a wish that needs approval is not confirmed, so that the
    /// patient goes on waiting, and the message says why. The same where the channel's policy lets
    /// no confirmation through: somebody tells them elsewhere.
    private static func confirmInAnswer(
        to message: Fact,
        _ booked: [Fact],
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ decision: inout Decision
    ) {
        for fact in booked { decision.append(fact) }
        guard booked.first?.kind != .appointmentRequested else {
            decision.facts[decision.sealedIndex].reason = .needsApproval
            return
        }
        let cause = booked.first {
            $0.kind == .appointmentBooked || $0.kind == .appointmentRescheduled
        }
        let about = (cause ?? message).sequence
        if !tell(of: about, .booked, in: message, context, state, &decision) {
            decision.facts[decision.sealedIndex].reason = .channelPolicy
        }
    }

    /// The answer by rule that tells of a fact, where the channel's policy lets it through.
    ///
    /// A form shows it on its own page, so it counts as sent; elsewhere it is queued, and the clock
    /// stops when it was sent.
    /// - Returns: Whether there is one.
    static func tell(
        of cause: UInt64,
        _ reason: Reason,
        in message: Fact,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ decision: inout Decision
    ) -> Bool {
        let mode = state.clinic.mode(on: context.channel)
        guard mode != .receiveOnly, state.clinic.content(on: context.channel) >= .scheduling else {
            return false
        }
        let shownAtOnce = context.channel == .form
        var reply = context.fact(
            shownAtOnce ? .replySent : .replyQueued,
            offset: decision.facts.count
        )
        reply.actor = .system
        reply.flags.insert(.automatic)
        reply.subject = message.subject
        reply.party = message.party
        reply.cause = cause
        reply.reason = reason
        reply.occurredAt = max(message.occurredAt, context.occurredAt)
        decision.append(reply)
        return true
    }

    private static func messageFact(
        _ incoming: Incoming,
        _ context: DecisionContext,
        _ conversation: Conversation,
        sending: UInt64?,
        offset: Int
    ) -> Fact {
        let known = conversation.subject != 0
        let kind = kind(of: incoming, conversation, isSending: sending != nil)
        var fact = context.fact(kind, offset: offset)
        fact.subject = known ? conversation.subject : fact.sequence
        fact.party = incoming.party
        fact.cause = incoming.about
        fact.reason = incoming.reason
        fact.service = incoming.service
        if let occurredAt = incoming.occurredAt { fact.occurredAt = occurredAt }
        if context.hasSealedContent { fact.flags.insert(.sealed) }
        if incoming.urgent { fact.flags.insert(.urgent) }
        if fact.isReading { fact.detail = incoming.readerVersion }
        if incoming.nature == .message { fact.answerBy = incoming.answerBy }
        if incoming.isPublic, incoming.nature == .message { fact.reason = .publicPlace }
        if fact.kind == .replySent {
            // A native answer is about the newest message that whoever typed it could see. Its own
            // time stands: what the patient wrote after it still waits.
            fact.cause = conversation.newestMessage(by: fact.occurredAt)
            fact.actor = .staff
        } else if incoming.nature == .staffEcho, incoming.about == 0 {
            fact.cause = sending ?? 0
        }
        return fact
    }

    private static func kind(
        of incoming: Incoming,
        _ conversation: Conversation,
        isSending: Bool
    ) -> Kind {
        switch incoming.nature {
        case .message: conversation.isOpen ? .messageReceived : .requestReceived
        case .edit: .messageEdited
        case .unsend: .messageUnsent
        case .reaction: .reactionReceived
        case .staffEcho:
            // The echo of a send of our own only proves that the platform has it. It may be here
            // before the sender could say under which id: while an answer is being sent, an echo is
            // taken for that answer's.
            if incoming.about != 0 || isSending {
                .replyDelivered
            } else {
                conversation.subject != 0 ? .replySent : .unrecognisedReceived
            }
        case .delivered: incoming.about != 0 ? .replyDelivered : .unrecognisedReceived
        case .read: incoming.about != 0 ? .replyRead : .unrecognisedReceived
        case .failed: incoming.about != 0 ? .replyFailed : .unrecognisedReceived
        case .machine: .machineMessageReceived
        case .unrecognised: .unrecognisedReceived
        case .quarantined: .messageQuarantined
        }
    }
}
