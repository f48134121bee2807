extension Appointment {
    /// Those who take part: the patient as 0, then the resources it takes, each once.
    public var participants: [UInt16] {
        var numbers: [UInt16] = [0]
        for footprint in footprints where !numbers.contains(footprint.resource) {
            numbers.append(footprint.resource)
        }
        return numbers
    }

    /// What somebody who takes part answered (FHIR R4 `Appointment.participant.status`).
    ///
    /// Whoever cancelled it declined, and a patient who came accepted, whatever was said before. Else
    /// the newest answer on record counts, be it to a reminder, which a move sets back to needs-action.
    /// Where there is none, a
    /// booking was made with everybody's consent, and a wish waits for the patient to be answered
    /// and for the clinic to make up its mind.
    ///
    /// - Parameters:
    ///   - resource: Who: a resource's number; 0 the patient.
    ///   - now: The instant that a hold's end is compared with.
    public func response(of resource: UInt16, asOf now: Instant) -> ParticipantResponse {
        let status = status(asOf: now)
        switch status {
        case .cancelled where isCancelled(by: resource): return .declined
        case .arrived, .checkedIn, .fulfilled:
            if resource == 0 { return .accepted }
        default: break
        }
        if let answer = answers.first(where: { $0.resource == resource }) { return answer.response }
        guard status == .pending else { return .accepted }
        return resource == 0 ? .needsAction : .tentative
    }

    private func isCancelled(by resource: UInt16) -> Bool {
        switch cancellation {
        case .patient: resource == 0
        case .provider, .maintenance: resource != 0
        default: false
        }
    }

    /// How many groups of facts changed an appointment's time since it was booked: iCalendar's
    /// SEQUENCE.
    ///
    /// - Parameter history: All facts of the appointment, in order.
    package static func revision(of history: [Fact]) -> Int {
        var revision = 0
        var isChange = false
        for fact in history {
            switch fact.kind {
            case .appointmentRescheduled, .appointmentCancelled, .appointmentReinstated,
                .appointmentEnteredInError, .timeReresolved:
                isChange = true
            default: break
            }
            guard !fact.flags.contains(.groupContinues) || fact == history.last else { continue }
            if isChange { revision += 1 }
            isChange = false
        }
        return revision
    }
}
