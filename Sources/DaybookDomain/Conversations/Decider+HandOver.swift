extension Decider {
    /// In whose hands a conversation is, how soon it wants an answer, and what staff note down in it.
    /// Nobody waits since another moment by it.
    static func handOver(
        _ command: Command,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let conversation = try conversation(command.subjects.0, history)
        var fact = context.fact(.noteAdded)
        fact.subject = conversation.subject
        fact.party = conversation.party
        fact.channel = conversation.channel
        switch command {
        case .claim:
            guard context.actorNumber != 0 else { throw Refusal(.unknown) }
            try expectFree(conversation, for: context.actorNumber, history)
            fact.kindCode = Kind.conversationAssigned.rawValue
            fact.detail = context.actorNumber
        case .assign(_, let actor):
            guard actor >= 1, Int(actor) <= state.clinic.actors.count else {
                throw Refusal(.unknown)
            }
            guard actor != conversation.assignee else { throw Refusal(.unchanged) }
            fact.kindCode = Kind.conversationAssigned.rawValue
            fact.detail = actor
        case .release:
            guard conversation.assignee != 0 else { throw Refusal(.unchanged) }
            fact.kindCode = Kind.conversationReleased.rawValue
        case .prioritise(_, let priority):
            guard conversation.waitingSince != nil else { throw Refusal(.notWaiting) }
            guard priority != conversation.priority else { throw Refusal(.unchanged) }
            fact.kindCode = Kind.priorityChanged.rawValue
            fact.rank = priority.rawValue
            fact.cause = conversation.lastMessage
        default:
            fact.cause = conversation.lastMessage
            if context.hasSealedContent { fact.flags.insert(.sealed) }
        }
        return Decision([fact])
    }

    private static func expectFree(
        _ conversation: Conversation,
        for actor: UInt32,
        _ history: [Fact]
    ) throws(Refusal) {
        guard conversation.assignee != 0 else { return }
        if conversation.assignee == actor { throw Refusal(.unchanged) }
        let given = history.last { $0.kind == .conversationAssigned }
        throw Refusal(.claimed, cause: given?.sequence ?? 0)
    }
}
