extension Decider {
    /// A message that answers a reminder: the patient will come, or cancels. What the reminder asked
    /// of stands no longer, or can't be done without a person: an open request that says why.
    ///
    /// What became of it is told by rule, where the channel's policy lets that through, so that
    /// nobody waits for a person; who waits for an answer to something else goes on waiting for it.
    /// Once more the same changes nothing.
    static func receiveAndAnswer(
        _ incoming: Incoming,
        _ given: (reminder: UInt64, answer: ReminderAnswer),
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ reminded: [Fact],
        sender: [Fact]
    ) throws(Refusal) -> Decision {
        receiveOrder(incoming, context, state, history, sender: sender) {
            (message, later, state, decision) throws(Refusal) in
            let answered: [Fact]
            do throws(Refusal) {
                answered = try answerReminder(given.reminder, given.answer, later, state, reminded)
                    .facts
            } catch {
                guard error.reason == .unchanged else { throw error }
                closeByRule(message, context, history, &decision)
                return
            }
            for fact in answered { decision.append(fact) }
            guard Conversation(history: history).waitingSince == nil else { return }
            let about = answered.first?.sequence ?? message.sequence
            if !tell(of: about, .none, in: message, context, state, &decision) {
                closeByRule(message, context, history, &decision)
            }
        }
    }

    /// What becomes of an appointment whose patient answers a reminder of it.
    ///
    /// The answer counts for the very time that was reminded of, until it begins: it is void once
    /// that time was moved, cancelled or taken up. Less than the service's notice before it nobody
    /// cancels without a person.
    static func answerReminder(
        _ reminder: UInt64,
        _ answer: ReminderAnswer,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard
            let asked = history.first(where: {
                $0.sequence == reminder && $0.kind == .reminderQueued
            })
        else { throw Refusal(.notOffered) }
        let appointment = Appointment(history: history)
        guard appointment.status == .booked else {
            throw Refusal(.transitionNotAllowed, cause: appointment.head)
        }
        let time = timeFact(of: history)
        guard asked.cause == time else { throw Refusal(.staleVersion, cause: time) }
        guard let start = appointment.footprints.first?.start, context.now < start.instant else {
            throw Refusal(.past, cause: time)
        }
        switch answer {
        case .confirm:
            guard appointment.confirmation == 0 else {
                throw Refusal(.unchanged, cause: appointment.confirmation)
            }
            var fact = context.fact(.attendanceConfirmed)
            fact.subject = asked.subject
            fact.party = asked.party
            fact.service = appointment.service
            fact.cause = reminder
            return Decision([fact])
        case .cancel:
            let notice = Int64(state.clinic.service(appointment.service)?.notice ?? 0)
            let last = start.instant.advanced(byMilliseconds: -notice * 60_000)
            guard context.now <= last else { throw Refusal(.notice, cause: time) }
            return try cancel(asked.subject, .patient, context, state, history)
        }
    }
}
