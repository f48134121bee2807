extension Decider {
    /// The channel by which an answer that says so much goes out: the conversation's own, but where
    /// that takes none, as a form, the one by which the patient can be reached as they wrote, unless
    /// they prefer another, or nothing may be sent to them there.
    static func channel(
        answering conversation: Conversation,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ content: AnswerContent
    ) -> Channel {
        let own = conversation.channel
        let person = Person(history: history)
        guard own.isForm, let other = conversation.answerBy, !other.isForm,
            person.preferredChannel.map({ $0 == other || $0.isForm }) != false,
            (try? allowSending(content, on: other, to: conversation.party, person, state)) != nil
        else { return own }
        return other
    }

    /// Whether an answer that says so much may be sent by a channel now, and by whoever acts.
    static func allowAnswer(
        on conversation: Conversation,
        by channel: Channel,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ person: [Fact],
        _ content: AnswerContent
    ) throws(Refusal) {
        if conversation.isPublic, content > .neutral {
            throw Refusal(.publicPlace, cause: conversation.lastMessage)
        }
        try allowSending(
            content,
            on: channel,
            to: conversation.party,
            Person(history: person),
            state
        )
        let isPerson = context.actor == .staff
        guard let policy = state.clinic.channel(channel),
            let last = conversation.lastMessageAt,
            let window = policy.answerWindow(isPerson: isPerson)
        else { return }
        if context.now >= last.advanced(byMilliseconds: Int64(window) * 1_000) {
            throw Refusal(.replyWindowClosed, cause: conversation.lastMessage)
        }
    }

    /// Whether so much may be said to somebody on a channel: its mode and content allow it, it is
    /// open to them, and they agreed to be written to there as far as it asks for that; who withdrew
    /// is never written to.
    static func allowSending(
        _ content: AnswerContent,
        on channel: Channel,
        to party: UInt64,
        _ person: Person,
        _ state: borrowing SlotState
    ) throws(Refusal) {
        guard state.clinic.mode(on: channel) != .receiveOnly,
            content <= state.clinic.content(on: channel)
        else { throw Refusal(.channelPolicy) }
        let policy = state.clinic.channel(channel)
        if let policy, !policy.audience.includes(party, isStaff: person.isColleague) {
            throw Refusal(.notOpen)
        }
        if let consent = person.consents[channel] {
            if !consent.isGiven { throw Refusal(.noConsent, cause: consent.fact) }
        } else if policy?.requiresConsent == true {
            throw Refusal(.noConsent)
        }
    }

    /// How much a queued answer says: a person's text anything, what a rule words only times and
    /// places.
    static func content(of asked: Fact) -> AnswerContent {
        if asked.reason == .invited { return .neutral }
        return asked.flags.contains(.sealed) ? .full : .scheduling
    }
}
