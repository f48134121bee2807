internal import DaybookDomain
internal import DaybookEngine
internal import DaybookFormats
internal import DaybookIntake
internal import DaybookStorage

/// Appointments that a mail brings up to date in the patient's calendar.
struct MailCalendars {
    /// Each with the UID that it keeps for ever.
    let states: [(uid: String, state: Book.CalendarState)]

    /// The calendars themselves, for a mail with these people on it.
    func calendars(
        for draft: MailDraft,
        _ words: MailWords
    ) -> [(method: CalendarMethod, bytes: [UInt8])] {
        states.map { entry in
            let invite = entry.state.invite(uid: entry.uid, for: draft, words)
            return (entry.state.isCancelled ? .cancel : .request, invite.bytes)
        }
    }
}

extension Book {
    /// The calendars that go along with an answer by mail: of the appointment that it tells of, and
    /// of those of its conversation that were booked, moved or cancelled since the answer before.
    ///
    /// Each has the UID and the SEQUENCE of its newest state, so that a mail that was queued before
    /// a change tells of it too, and the patient's calendar sorts out which is the newest.
    /// - Parameters:
    ///   - queued: The answer; an acknowledgement or a reminder has none.
    ///   - domain: What stands after the `@` of the UIDs: the same in every mail of the clinic.
    /// - Complexity: O(facts of the log since the answer before).
    func mailCalendars(
        with queued: QueuedAnswer,
        domain: String,
        _ vault: Vault
    ) throws -> MailCalendars {
        guard queued.isAnswer else { return MailCalendars(states: []) }
        let (answer, facts) = (queued.fact, queued.facts)
        var subjects: [UInt64] = []
        let cause = try log.record(at: answer.cause, as: Fact.self)
        if let cause, Book.setsTime(cause) { subjects.append(cause.subject) }
        // Whoever is offered other times is not invited to the one that they replace.
        let replaced = cause.flatMap { $0.reason == .rebooking ? $0.cause : nil }
        let failed = Set(facts.filter { $0.kind == .replyFailed }.map(\.cause))
        let before = facts.last {
            ($0.kind == .replyQueued || $0.kind == .replySent) && $0.sequence < answer.sequence
                && !failed.contains($0.sequence) && !failed.contains($0.cause)
        }
        let first = (before?.sequence ?? answer.subject) + 1
        var changed: [UInt64] = []
        if answer.party != 0, first < answer.sequence {
            try log.scan(Fact.self, from: first, through: answer.sequence) { page in
                for index in page.indices
                where page[index].party == answer.party && Book.setsTime(page[index])
                    && page[index].subject != replaced
                {
                    changed.append(page[index].subject)
                }
                return true
            }
        }
        for subject in changed where !subjects.contains(subject) {
            guard subjects.count < OutgoingLimits.calendarsMax,
                try conversation(ofAppointment: subject) == answer.subject
            else { continue }
            subjects.append(subject)
        }
        let clinic = try clinic()
        return MailCalendars(
            states: try subjects.map {
                (try calendarID(of: $0, vault) + "@" + domain, try calendarState(of: $0, clinic))
            }
        )
    }

    /// Whether a fact gives an appointment a time, or takes it away.
    private static func setsTime(_ fact: Fact) -> Bool {
        switch fact.kind {
        case .appointmentBooked, .appointmentRescheduled, .appointmentCancelled,
            .appointmentReinstated, .appointmentEnteredInError, .timeReresolved:
            true
        default: false
        }
    }
}
