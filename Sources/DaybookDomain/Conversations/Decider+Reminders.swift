extension Decider {
    /// Queues a reminder of an appointment's time as it is now.
    static func remind(
        _ subject: UInt64,
        _ channel: Channel,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        person: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = Appointment(history: history)
        guard appointment.subject == subject, subject != 0 else { throw Refusal(.unknown) }
        guard channel != .system, appointment.party != 0 else { throw Refusal(.outOfRange) }
        var fact = context.fact(.reminderQueued)
        fact.subject = subject
        fact.party = appointment.party
        fact.channel = channel
        fact.service = appointment.service
        fact.cause = timeFact(of: history)
        if context.actor == .system || context.actor == .service { fact.flags.insert(.automatic) }
        try checkReminder(fact, context, state, history, person)
        return Decision([fact])
    }

    /// The newest fact that set an appointment's time: a reminder of an older one is void.
    package static func timeFact(of history: [Fact]) -> UInt64 {
        history.last {
            $0.kind == .appointmentBooked || $0.kind == .appointmentRescheduled
                || $0.kind == .appointmentReinstated
        }?.sequence ?? 0
    }

    static func checkReminder(
        _ reminder: Fact,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        _ person: [Fact]
    ) throws(Refusal) {
        let appointment = Appointment(history: history)
        guard appointment.status == .booked else {
            throw Refusal(.transitionNotAllowed, cause: appointment.head)
        }
        let time = timeFact(of: history)
        guard reminder.cause == time else { throw Refusal(.staleVersion, cause: time) }
        guard let start = appointment.footprints.first?.start, context.now < start.instant else {
            throw Refusal(.past, cause: time)
        }
        try allowSending(
            .scheduling,
            on: reminder.channel,
            to: reminder.party,
            Person(history: person),
            state
        )
    }
}
