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
        var json = begin("Appointment", id: "\(appointment.subject)", last)
        json.member("status", status.code)
        // app-4, in R4's words for cancelled appointments alone: it misspells the other status.
        if status == .cancelled, let code = FHIRExport.cancellationCode(appointment.cancellation) {
            json.key("cancelationReason")
            concept(
                [("http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason", code)],
                &json
            )
        }
        if let service = clinic.service(appointment.service) {
            json.key("serviceType")
            json.beginArray()
            write(service, to: &json)
            json.endArray()
        }
        describe(appointment, &json)
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
        patient(appointment, &json)
        for footprint in appointment.footprints {
            json.beginObject()
            json.key("actor")
            actor(footprint.resource, &json)
            json.member("status", appointment.response(of: footprint.resource, asOf: now).code)
            json.endObject()
        }
        json.endArray()
        return end(&json)
    }

    /// The patient, by token alone; the type is there also where nobody is known (app-1).
    private func patient(
        _ appointment: Appointment,
        _ json: inout JSONWriter
    ) {
        let party = appointment.party
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
        json.member("status", appointment.response(of: 0, asOf: now).code)
        json.endObject()
    }

    private static func needsNoTime(_ status: AppointmentStatus) -> Bool {
        ["proposed", "cancelled", "waitlist"].contains(status.code)
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
