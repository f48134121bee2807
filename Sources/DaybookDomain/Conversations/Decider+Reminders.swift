extension Decider {
    /// Queues a reminder of an appointment's time as it is now.
    ///
    /// - Parameter origin: All facts of what the appointment came about by: the conversation in which
    ///   it was asked for, where there is one.
    static func remind(
        _ subject: UInt64,
        _ channel: Channel,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact],
        person: [Fact],
        asked origin: [Fact]
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
        try checkReminder(fact, context, state, history, person, origin)
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
        _ person: [Fact],
        _ origin: [Fact]
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
        guard isOpen(reminder.channel, to: origin, asOf: context.now, state.clinic) else {
            throw Refusal(.replyWindowClosed, cause: time)
        }
    }

    /// Whether a platform takes what a rule sends to whoever an appointment came about with. Where it
    /// sets a limit, the patient's last message there says since when; who wrote nothing there in that
    /// conversation can't be shown to be within it.
    package static func isOpen(
        _ channel: Channel,
        to origin: [Fact],
        asOf now: Instant,
        _ clinic: Clinic
    ) -> Bool {
        guard let window = clinic.channel(channel)?.answerWindow(isPerson: false) else {
            return true
        }
        let last = origin.filter { fact in
            fact.channel == channel
                && (fact.kind == .requestReceived || fact.kind == .messageReceived)
        }.map(\.occurredAt).max()
        guard let last else { return false }
        return now < last.advanced(byMilliseconds: Int64(window) * 1_000)
    }
}
