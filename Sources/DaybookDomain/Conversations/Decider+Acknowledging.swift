extension Decider {
    /// Queues the acknowledgement of a message where the clinic wants one: one a sender, channel and
    /// day of the clinic, in the group of the message itself.
    ///
    /// Nothing is queued to whom nothing may be sent: who withdrew, or never agreed where that is
    /// asked for, and whoever wrote so long ago that the platform takes no answer any more. It is no
    /// answer: its subject is the person and not the conversation, so that nobody's clock stops.
    ///
    /// Where the channel only redirects, a one-time link to the clinic's form stands right before it
    /// and goes out with it. What is said in public is not acknowledged there.
    static func acknowledge(
        _ message: Fact,
        _ sender: [Fact],
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ decision: inout Decision
    ) {
        guard message.party != 0, message.reason != .publicPlace,
            let policy = state.clinic.channel(message.channel), policy.acknowledges
        else { return }
        let person = Person(history: sender)
        let isRedirected = policy.mode == .redirect
        var fact = context.fact(
            .acknowledgementQueued,
            offset: decision.facts.count + (isRedirected ? 1 : 0)
        )
        fact.subject = person.subject == 0 ? fact.sequence : person.subject
        fact.party = message.party
        fact.channel = message.channel
        fact.actor = .system
        fact.flags.insert(.automatic)
        // The message's own time, from which the platform's reply window runs.
        fact.occurredAt = message.occurredAt
        fact.cause = message.sequence
        guard let templates = state.clinic.templates(for: person.language),
            (try? checkAcknowledgement(fact, context, state, sender)) != nil
        else { return }
        fact.detail = UInt32(templates.number)
        let zone = state.clinic.settings.flatMap { state.clinic.zone($0.zone)?.rules } ?? .utc
        let today = zone.wallTime(at: context.now).date
        if let last = person.acknowledged[message.channel],
            zone.wallTime(at: last.recordedAt).date == today
        {
            return
        }
        if isRedirected {
            decision.append(link(outOf: message, context, offset: decision.facts.count))
        }
        decision.append(fact)
    }

    /// Whether an acknowledgement may be sent now: asked when it is queued, and again when it is
    /// taken over to be sent.
    static func checkAcknowledgement(
        _ acknowledgement: Fact,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ person: [Fact]
    ) throws(Refusal) {
        guard let policy = state.clinic.channel(acknowledgement.channel), policy.acknowledges else {
            throw Refusal(.channelPolicy)
        }
        try allowSending(
            .neutral,
            on: acknowledgement.channel,
            to: acknowledgement.party,
            Person(history: person),
            state
        )
        guard let window = policy.answerWindow(isPerson: false) else { return }
        let end = acknowledgement.occurredAt.advanced(byMilliseconds: Int64(window) * 1_000)
        if context.now >= end {
            throw Refusal(.replyWindowClosed, cause: acknowledgement.cause)
        }
    }
}
