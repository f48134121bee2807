internal import DaybookDomain
internal import DaybookStorage

/// Something that waits to be sent, with the message by which whoever gets it can be reached.
struct QueuedAnswer {
    /// The answer, acknowledgement or reminder.
    let fact: Fact
    /// The patient's message whose sender it goes to.
    let asked: Fact
    /// All facts of what it belongs to: for an answer its conversation.
    let facts: [Fact]

    /// Whether it answers what somebody wrote, rather than being sent by rule.
    var isAnswer: Bool { fact.kind == .replyQueued || fact.kind == .replySent }

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
            asked = facts.last {
                $0.sequence < reply && Book.isPatientMessage($0) && $0.isReachable(by: fact.channel)
            }
        case .acknowledgementQueued:
            asked = try log.record(at: fact.cause, as: Fact.self)
        case .reminderQueued: asked = try message(from: fact)
        default: return nil
        }
        guard let asked, Book.isPatientMessage(asked) else { return nil }
        return QueuedAnswer(fact: fact, asked: asked, facts: facts)
    }

    /// The newest message by which whoever a reminder is for can be reached on its channel: in the
    /// conversation in which the appointment came about, otherwise in any of theirs. What was said
    /// in public leads nowhere: it would be answered there.
    private func message(from reminder: Fact) throws -> Fact? {
        func newest(_ conversation: UInt64, from parties: [UInt64]) throws -> Fact? {
            guard conversation != 0 else { return nil }
            return try history(of: conversation).last {
                Book.isPatientMessage($0) && $0.isReachable(by: reminder.channel)
                    && $0.reason != .publicPlace && parties.contains($0.party)
                    && $0.sequence < reminder.sequence
            }
        }
        let own = try conversation(ofAppointment: reminder.subject)
        if let found = try newest(own, from: [reminder.party]) { return found }
        let parties = try tokens(of: reminder.party)
        for beginning in try beginnings(of: parties).reversed() {
            if let found = try newest(beginning.subject, from: parties) { return found }
        }
        return nil
    }

    static func isPatientMessage(_ fact: Fact) -> Bool {
        (fact.kind == .requestReceived || fact.kind == .messageReceived)
            && fact.flags.contains(.sealed)
    }
}

extension Fact {
    /// Whether a message gave an address by which its sender can be written to on a channel.
    fileprivate func isReachable(by other: Channel) -> Bool {
        channel == other || answerBy == other
    }
}
