extension Decider {
    /// The longest that a one-time link may be good for, in seconds: 7 days.
    package static let linkSecondsMax: UInt32 = 7 * 86_400
    /// How long one is good that a rule makes, in seconds: a day.
    package static let linkSecondsByRule: UInt32 = 86_400

    /// Makes a one-time link out of a conversation. In public view there is none: whoever reads it
    /// there could use it.
    static func mintLink(
        _ subject: UInt64,
        _ seconds: UInt32,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = try conversation(subject, history)
        return Decision([try link(of: conversation, seconds, context)])
    }

    /// Uses a link that somebody brought, without a message.
    static func redeemLink(
        _ link: UInt64,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let minted = try liveLink(link, context, history)
        var fact = redeeming(minted, context)
        // It was brought to the clinic's own people: the conversation stays where it is.
        fact.channel = Conversation(history: history).channel
        return Decision([fact])
    }

    /// The answer that says nothing: in private with a one-time link to the clinic's own form, in
    /// public an invitation to write in private.
    static func invite(
        _ subject: UInt64,
        _ seconds: UInt32,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        person: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = try conversation(subject, history)
        let channel = conversation.channel
        try allowAnswer(on: conversation, by: channel, context, state, person, .neutral)
        var decision = Decision()
        var cause = conversation.lastMessage
        if !conversation.isPublic {
            let address = state.clinic.channel(conversation.channel)?.redirectAddress ?? ""
            guard !address.isEmpty else { throw Refusal(.notConfigured) }
            decision.append(try link(of: conversation, seconds, context))
            cause = context.next
        }
        appendReply(.replyQueued, conversation, by: channel, cause: cause, context, &decision)
        decision.facts[decision.sealedIndex].reason = .invited
        return decision
    }

    private static func link(
        of conversation: Conversation,
        _ seconds: UInt32,
        _ context: DecisionContext
    ) throws(Refusal) -> Fact {
        guard (1...linkSecondsMax).contains(seconds) else { throw Refusal(.outOfRange) }
        guard !conversation.isPublic else { throw Refusal(.publicPlace) }
        var fact = context.fact(.linkMinted)
        fact.subject = conversation.subject
        fact.party = conversation.party
        fact.channel = conversation.channel
        fact.cause = conversation.lastMessage
        fact.detail = seconds
        return fact
    }

    /// The link that a rule makes out of the conversation of a message.
    static func link(outOf message: Fact, _ context: DecisionContext, offset: Int) -> Fact {
        var fact = context.fact(.linkMinted, offset: offset)
        fact.actor = .system
        fact.flags.insert(.automatic)
        fact.subject = message.subject
        fact.party = message.party
        fact.channel = message.channel
        fact.cause = message.sequence
        fact.detail = linkSecondsByRule
        return fact
    }

    /// The link, if it can still be used.
    static func liveLink(
        _ link: UInt64,
        _ context: DecisionContext,
        _ history: [Fact]
    ) throws(Refusal) -> Fact {
        guard
            let minted = history.first(where: { $0.sequence == link && $0.kind == .linkMinted })
        else { throw Refusal(.unknown) }
        if let used = history.first(where: { $0.kind == .linkRedeemed && $0.cause == link }) {
            throw Refusal(.linkUsed, cause: used.sequence)
        }
        guard context.now < minted.holdExpiry else { throw Refusal(.linkExpired, cause: link) }
        return minted
    }

    /// The fact that a link is used; from here on the conversation is held on the context's channel.
    static func redeeming(
        _ minted: Fact,
        _ context: DecisionContext,
        offset: Int = 0
    ) -> Fact {
        var fact = context.fact(.linkRedeemed, offset: offset)
        fact.subject = minted.subject
        fact.party = minted.party
        fact.cause = minted.sequence
        return fact
    }
}
