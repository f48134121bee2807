internal import DaybookDomain
internal import DaybookStorage

/// Something that waits to be sent, with the message by which whoever gets it can be reached.
struct QueuedAnswer {
    /// The answer, acknowledgement or reminder.
    let fact: Fact
    /// The patient's message whose sender it goes to.
    let asked: Fact

    /// The conversation that an answer to it belongs to.
    var conversation: UInt64 { asked.subject }
}

extension Book {
    /// What is queued or was sent under a number; `nil` if that is nothing to be sent, or nobody's
    /// message leads to whom.
    ///
    /// - Complexity: O(facts of the conversation, and of the person or appointment).
    func queuedAnswer(_ reply: UInt64) throws -> QueuedAnswer? {
        let facts = try history(of: reply)
        guard let fact = facts.first(where: { $0.sequence == reply }) else { return nil }
        let asked: Fact?
        switch fact.kind {
        case .replyQueued, .replySent:
            asked = facts.last { $0.sequence < reply && Book.isPatientMessage($0) }
        case .acknowledgementQueued:
            asked = try log.record(at: fact.cause, as: Fact.self)
        default: return nil
        }
        guard let asked, Book.isPatientMessage(asked) else { return nil }
        return QueuedAnswer(fact: fact, asked: asked)
    }

    static func isPatientMessage(_ fact: Fact) -> Bool {
        (fact.kind == .requestReceived || fact.kind == .messageReceived)
            && fact.flags.contains(.sealed)
    }
}
