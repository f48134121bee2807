extension Decider {
    /// Tells the conversation that led to an offer of held times, where its channel may be told
    /// times and its patient agreed as far as it asks for that; else a fact says why not, so that
    /// somebody tells them. The times are held all the same.
    ///
    /// - Parameters:
    ///   - conversation: Where it would be told.
    ///   - offer: What is offered: the fact that the answer words.
    ///   - reason: What sort of offer it is (``Reason``, from 120).
    ///   - subject: What the offer belongs to, of which it is a fact that nobody was told.
    ///   - context: Who acts: a person or a rule.
    static func tell(
        _ conversation: Conversation,
        of offer: Fact,
        as reason: Reason,
        to subject: (number: UInt64, party: UInt64),
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        person: [Fact],
        _ decision: inout Decision
    ) {
        do throws(Refusal) {
            guard conversation.subject != 0 else { throw Refusal(.unknown) }
            let channel = channel(answering: conversation, state, person, .scheduling)
            try allowAnswer(on: conversation, by: channel, context, state, person, .scheduling)
            appendReply(
                .replyQueued,
                conversation,
                by: channel,
                cause: offer.sequence,
                reason: reason,
                context,
                &decision
            )
        } catch {
            var fact = context.fact(.noticeWithheld, offset: decision.facts.count)
            fact.subject = subject.number
            fact.party = subject.party
            fact.channel = conversation.channel
            fact.service = offer.service
            fact.cause = offer.sequence
            fact.reason = error.reason
            decision.append(fact)
        }
    }

    /// Whether what an answer offers can still be had: of times that are all over, or of which one
    /// was chosen, nobody is told any more.
    static func checkOffer(
        _ asked: Fact,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) {
        let holds: Range<UInt64>
        switch asked.reason {
        case .waitlisted:
            // The hold stands right before the offer; the entry knows which of its own it is.
            let entries = state.waitlist.entries.filter {
                $0.wish.conversation == asked.subject
            }
            let own = entries.flatMap(\.offers).map(\.hold).filter { $0 < asked.cause }.max()
            holds = own.map { $0..<($0 + 1) } ?? 0..<0
        case .rebooking: holds = asked.cause..<asked.sequence
        default:
            let offer = history.contains { $0.sequence == asked.cause && $0.kind == .offerMade }
            guard offer else { return }
            holds = asked.cause..<asked.sequence
        }
        guard state.isOffering(holds, now: context.now) else {
            throw Refusal(.notOffered, cause: asked.cause)
        }
    }
}
