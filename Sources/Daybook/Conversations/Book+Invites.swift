internal import DaybookDomain
internal import DaybookEngine
internal import DaybookFormats
internal import DaybookIntake
internal import DaybookStorage

extension Book {
    /// An appointment as its calendar shows it.
    struct CalendarState {
        var start: Instant
        var end: Instant
        var location: String
        var clinicName: String
        /// How often it was changed: iCalendar's SEQUENCE.
        var revision: Int
        var isCancelled: Bool
        var stamp: Instant
        /// What the patient answered.
        var response: ParticipantResponse?

        func invite(uid: String, for draft: MailDraft, _ words: MailWords) -> CalendarInvite {
            var invite = CalendarInvite(
                uid: uid,
                sequence: revision,
                stamp: stamp,
                start: start,
                end: end
            )
            invite.summary = words.appointment(at: clinicName)
            invite.location = location
            invite.organizer = draft.from
            invite.organizerName = clinicName
            invite.attendee = draft.to
            invite.isCancelled = isCancelled
            invite.response = response
            return invite
        }
    }

    func calendarState(of subject: UInt64, _ clinic: Clinic) throws -> CalendarState {
        let history = try history(of: subject)
        let appointment = Appointment(history: history)
        guard let first = appointment.footprints.first, let newest = history.last else {
            throw BookError(.input, code: "unknown", "there is no appointment \(subject)")
        }
        let place = clinic.location(ofResource: first.resource, for: appointment.service)
        return CalendarState(
            start: first.start.instant,
            end: first.start.advanced(by: Int(first.length)).instant,
            location: place?.name ?? "",
            clinicName: clinic.settings?.name ?? "",
            revision: Appointment.revision(of: history),
            isCancelled: appointment.status == .cancelled
                || appointment.status == .enteredInError,
            stamp: newest.recordedAt,
            response: appointment.answers.first { $0.resource == 0 }?.response
        )
    }

    /// The UID of an appointment without its domain: the same for as long as the book lives.
    func calendarID(of subject: UInt64, _ vault: Vault) throws -> String {
        guard let id = OwnIdentifier(.appointment, subject: subject) else {
            throw BookError(.internal, code: "identifier", "a sequence has 48 bits")
        }
        let text = try id.text(by: vault, domain: "")
        return String(text.dropLast())
    }

    /// The conversation in which an appointment came about; 0 where there is none.
    func conversation(ofAppointment subject: UInt64) throws -> UInt64 {
        var cause = Appointment(history: try history(of: subject)).cause
        // A booking's cause is a message, an offer, or the hold that came of one.
        for _ in 0..<Book.causesMax where cause != 0 {
            guard let fact = try log.record(at: cause, as: Fact.self) else { return 0 }
            switch fact.kind {
            case .requestReceived, .messageReceived, .offerMade: return fact.subject
            default: cause = fact.cause
            }
        }
        return 0
    }

    private static let causesMax = 4
}

extension WallTime {
    /// "2026-12-04 15:00": unambiguous in every language.
    var spaced: String {
        description.split(separator: "T").joined(separator: " ")
    }
}
