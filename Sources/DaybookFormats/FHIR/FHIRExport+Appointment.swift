package import DaybookDomain

extension FHIRExport {
    /// The Appointment of a subject's facts, as it stands at the export's instant: a hold that ran
    /// out is cancelled.
    ///
    /// - Returns: `nil` if the facts are of no appointment, or of one that has no time although its
    ///   status needs one (app-3).
    package func appointment(of history: [Fact]) -> [UInt8]? {
        let appointment = Appointment(history: history)
        guard appointment.status != .none, let last = history.last, let first = history.first
        else { return nil }
        let status = appointment.status(asOf: now)
        let time = appointment.footprints.first
        guard time != nil || FHIRExport.needsNoTime(status) else { return nil }
        let reason =
            history.last { fact in
                fact.kind == .appointmentCancelled || fact.kind == .appointmentDeclined
            }?.reason ?? .none
        var json = begin("Appointment", id: "\(appointment.subject)", last)
        json.member("status", status.code)
        // app-4, in R4's words for cancelled appointments alone: it misspells the other status.
        if status == .cancelled, let code = FHIRExport.cancellationCode(reason) {
            json.key("cancelationReason")
            json.beginObject()
            json.key("coding")
            json.beginArray()
            json.beginObject()
            json.member(
                "system",
                "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason"
            )
            json.member("code", code)
            json.endObject()
            json.endArray()
            json.endObject()
        }
        if let service = clinic.service(appointment.service) {
            json.key("serviceType")
            json.beginArray()
            write(service, to: &json)
            json.endArray()
        }
        // app-2 and app-5: both or neither, the end after the start.
        if let time {
            json.member("start", text(time.start.instant))
            json.member("end", text(time.start.advanced(by: Int(time.length)).instant))
            json.member("minutesDuration", Int(time.length))
            json.key("slot")
            json.beginArray()
            for footprint in appointment.footprints {
                json.beginObject()
                json.member("reference", "Slot/\(slotID(appointment.subject, footprint))")
                json.endObject()
            }
            json.endArray()
        }
        json.member("created", text(first.recordedAt))
        json.key("participant")
        json.beginArray()
        patient(appointment.party, status, reason, &json)
        for footprint in appointment.footprints {
            json.beginObject()
            json.key("actor")
            actor(footprint.resource, &json)
            json.member("status", FHIRExport.answer(ofClinic: status, reason))
            json.endObject()
        }
        json.endArray()
        return end(&json)
    }

    /// The patient, by token alone; the type is there also where nobody is known (app-1).
    private func patient(
        _ party: UInt64,
        _ status: AppointmentStatus,
        _ reason: Reason,
        _ json: inout JSONWriter
    ) {
        json.beginObject()
        json.key("type")
        json.beginArray()
        json.beginObject()
        json.key("coding")
        json.beginArray()
        json.beginObject()
        json.member("system", "http://terminology.hl7.org/CodeSystem/v3-ParticipationType")
        json.member("code", "SBJ")
        json.endObject()
        json.endArray()
        json.endObject()
        json.endArray()
        if party != 0 {
            json.key("actor")
            json.beginObject()
            json.member("type", "Patient")
            json.key("identifier")
            json.beginObject()
            json.member("system", system("party"))
            json.member("value", HexToken.text(party))
            json.endObject()
            json.endObject()
        }
        json.member("status", FHIRExport.answer(ofPatient: status, reason))
        json.endObject()
    }

    private static func needsNoTime(_ status: AppointmentStatus) -> Bool {
        ["proposed", "cancelled", "waitlist"].contains(status.code)
    }

    private static func answer(ofPatient status: AppointmentStatus, _ reason: Reason) -> String {
        switch status {
        case .pending: "needs-action"
        case .cancelled: reason == .patient ? "declined" : "accepted"
        default: "accepted"
        }
    }

    private static func answer(ofClinic status: AppointmentStatus, _ reason: Reason) -> String {
        switch status {
        case .pending: "tentative"
        case .cancelled:
            reason == .provider || reason == .maintenance ? "declined" : "accepted"
        default: "accepted"
        }
    }

    private static func cancellationCode(_ reason: Reason) -> String? {
        switch reason {
        case .patient: "pat"
        case .provider: "prov"
        case .maintenance: "maint"
        case .other: "other"
        default: nil
        }
    }
}
