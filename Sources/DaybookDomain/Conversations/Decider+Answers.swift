extension Decider {
    /// The most times one offer may hold: three fit every platform's buttons.
    package static let offeredTimesMax = 3
    /// The longest that a sender may keep an answer to itself, in seconds: an hour.
    package static let claimSecondsMax: UInt32 = 3_600

    /// Offers times, each held under the conversation's party, and queues the answer that names
    /// them.
    static func offer(
        _ subject: UInt64,
        _ number: UInt16,
        _ starts: [Minute],
        minutes: UInt16,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        person: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = try conversation(subject, history)
        let channel = channel(answering: conversation, state, person, .scheduling)
        try allowAnswer(on: conversation, by: channel, context, state, person, .scheduling)
        var decision = Decision()
        var offer = context.fact(.offerMade)
        offer.channel = channel
        offer.subject = subject
        offer.party = conversation.party
        offer.cause = conversation.lastMessage
        offer.service = number
        offer.detail = UInt32(starts.count)
        decision.append(offer)
        var held = try hold(
            starts,
            of: number,
            for: (conversation.party, offer.sequence, .offered),
            minutes: minutes,
            context,
            state,
            offset: 1
        )
        for index in held.indices { held[index].channel = channel }
        for fact in held { decision.append(fact) }
        appendReply(
            .replyQueued,
            conversation,
            by: channel,
            cause: offer.sequence,
            context,
            &decision
        )
        return decision
    }

    /// Answers a conversation. The clock stops when the answer is sent, not when it is queued.
    static func respond(
        _ subject: UInt64,
        _ sent: Bool,
        _ ifHead: UInt64,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        person: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = try conversation(subject, history)
        if ifHead != 0, conversation.lastWritten > ifHead {
            throw Refusal(.staleVersion, cause: conversation.lastWritten)
        }
        var channel = conversation.channel
        // What has been said already is recorded, allowed or not.
        if !sent {
            channel = Decider.channel(answering: conversation, state, person, .full)
            try allowAnswer(on: conversation, by: channel, context, state, person, .full)
        }
        var decision = Decision()
        appendReply(
            sent ? .replySent : .replyQueued,
            conversation,
            by: channel,
            cause: conversation.lastMessage,
            context,
            &decision
        )
        return decision
    }

    /// What became of an answer. Only one that is queued can be sent; one that is queued or sent
    /// can fail, once.
    static func reportReply(
        _ reply: UInt64,
        _ outcome: Command.ReplyOutcome,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = Conversation(history: history)
        let answer = conversation.answer(named: reply)
        guard let asked = history.first(where: { $0.sequence == answer }),
            asked.kind == .replyQueued || asked.kind == .replySent || asked.kind == .reminderQueued
                || asked.kind == .acknowledgementQueued
        else { throw Refusal(.unknown) }
        let kind: Kind
        switch outcome {
        case .sent:
            guard conversation.queued.contains(answer) else {
                throw Refusal(.transitionNotAllowed, cause: conversation.head)
            }
            kind = .replySent
        case .failed:
            guard conversation.queued.contains(answer) || conversation.sent.contains(answer) else {
                throw Refusal(.transitionNotAllowed, cause: conversation.head)
            }
            kind = .replyFailed
        case .uncertain:
            guard conversation.queued.contains(answer) else {
                throw Refusal(.transitionNotAllowed, cause: conversation.head)
            }
            guard !conversation.uncertain.contains(answer) else { throw Refusal(.unchanged) }
            kind = .replyUncertain
        case .delivered: kind = .replyDelivered
        case .read: kind = .replyRead
        }
        var fact = context.fact(kind)
        fact.subject = asked.subject
        fact.party = asked.party
        fact.channel = asked.channel
        fact.actor = asked.actor
        fact.flags = asked.flags.intersection([.automatic])
        fact.cause = answer
        fact.reason = asked.reason
        return Decision([fact])
    }

    /// Takes a queued answer over to send it. Whether it may still be sent is asked again: the
    /// platform's window may have closed since it was written, the appointment have moved, or what it
    /// offers be over.
    static func claimReply(
        _ reply: UInt64,
        _ seconds: UInt32,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        person: [Fact],
        asked origin: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = Conversation(history: history)
        guard let asked = history.first(where: { $0.sequence == reply }) else {
            throw Refusal(.unknown)
        }
        guard (1...claimSecondsMax).contains(seconds) else { throw Refusal(.outOfRange) }
        guard conversation.queued.contains(reply) else {
            throw Refusal(.transitionNotAllowed, cause: conversation.head)
        }
        if let claim = conversation.liveClaim(on: reply, at: context.now) {
            throw Refusal(.claimed, cause: claim)
        }
        switch asked.kind {
        case .reminderQueued: try checkReminder(asked, context, state, history, person, origin)
        case .acknowledgementQueued: try checkAcknowledgement(asked, context, state, person)
        default:
            try checkOffer(asked, context, state, history)
            var context = context
            context.actor = asked.flags.contains(.automatic) ? .service : .staff
            try allowAnswer(
                on: conversation,
                by: asked.channel,
                context,
                state,
                person,
                content(of: asked)
            )
        }
        var fact = context.fact(.replyClaimed)
        fact.subject = asked.subject
        fact.party = asked.party
        fact.channel = asked.channel
        fact.cause = reply
        fact.detail = seconds
        return Decision([fact])
    }

    static func close(
        _ subject: UInt64,
        _ reason: Reason,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard Reason.closings.contains(reason) else { throw Refusal(.outOfRange) }
        let conversation = try conversation(subject, history)
        guard conversation.isOpen else {
            throw Refusal(.transitionNotAllowed, cause: conversation.head)
        }
        var fact = context.fact(.conversationClosed)
        fact.subject = subject
        fact.party = conversation.party
        fact.channel = conversation.channel
        fact.reason = reason
        fact.cause = conversation.lastMessage
        return Decision([fact])
    }

    static func reopen(
        _ subject: UInt64,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = try conversation(subject, history)
        guard !conversation.isOpen else {
            throw Refusal(.transitionNotAllowed, cause: conversation.head)
        }
        var fact = context.fact(.conversationReopened)
        fact.subject = subject
        fact.party = conversation.party
        fact.channel = conversation.channel
        fact.cause = conversation.head
        return Decision([fact])
    }

    /// Opening sealed content is itself a fact, appended before the text is given out (45 CFR
    /// 164.312(b)).
    static func access(
        _ sequence: UInt64,
        _ purpose: Reason,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard let content = history.first(where: { $0.sequence == sequence }),
            content.flags.contains(.sealed)
        else { throw Refusal(.unknown) }
        guard Reason.purposes.contains(purpose) else { throw Refusal(.outOfRange) }
        var fact = context.fact(.contentAccessed)
        fact.subject = fact.sequence
        fact.party = content.party
        fact.reason = purpose
        fact.cause = sequence
        return Decision([fact])
    }

    // MARK: Shared

    static func conversation(
        _ subject: UInt64,
        _ history: [Fact]
    ) throws(Refusal) -> Conversation {
        let conversation = Conversation(history: history)
        guard conversation.subject != 0, conversation.subject == subject else {
            throw Refusal(.unknown)
        }
        return conversation
    }

    static func appendReply(
        _ kind: Kind,
        _ conversation: Conversation,
        by channel: Channel,
        cause: UInt64,
        reason: Reason = .none,
        _ context: DecisionContext,
        _ decision: inout Decision
    ) {
        var fact = context.fact(kind, offset: decision.facts.count)
        fact.subject = conversation.subject
        fact.party = conversation.party
        fact.channel = channel
        fact.cause = cause
        fact.reason = reason
        if context.actor == .system || context.actor == .service { fact.flags.insert(.automatic) }
        if context.hasSealedContent { fact.flags.insert(.sealed) }
        if let asked = conversation.lastMessageAt, kind == .replySent {
            fact.occurredAt = max(fact.occurredAt, asked)
        }
        decision.sealedIndex = decision.facts.count
        decision.append(fact)
    }
}
