internal import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake

extension Book {
    /// What became of a contact, by the facts of its receipt.
    func outcome(
        of receipt: Receipt,
        _ facts: ReceivedFacts,
        _ summary: ContactSummary
    ) throws -> Received {
        var message: Fact?
        var booking: Fact?
        var response: ParticipantResponse?
        for fact in try facts.facts(of: receipt) {
            if fact.kind == .participantResponded {
                response = ParticipantResponse(rawValue: fact.rank)
            }
            if fact.isBooking, booking == nil {
                booking = fact
            } else if fact.kind != .partyIntroduced, message == nil {
                message = fact
            }
        }
        return Received(
            kind: summary.kind,
            note: summary.note,
            receipt: receipt,
            message: message,
            booking: booking,
            isUrgent: summary.isUrgent,
            calendar: try calendar(of: summary, recorded: response)
        )
    }

    /// What a calendar of the message is about, if it is one of ours.
    private func calendar(
        of summary: ContactSummary,
        recorded response: ParticipantResponse?
    ) throws -> ReceivedCalendar? {
        guard let own = summary.ownAppointment else { return nil }
        let history = try history(of: own.subject)
        return ReceivedCalendar(
            appointment: own.subject,
            isStale: summary.calendarSequence.map { $0 < Appointment.revision(of: history) }
                ?? false,
            response: response
        )
    }
}

extension Fact {
    /// Whether it is a booking, the wish for one, or a booking moved to a time that was chosen.
    fileprivate var isBooking: Bool {
        switch kind {
        case .appointmentBooked, .appointmentRequested, .appointmentRescheduled: true
        default: false
        }
    }
}
