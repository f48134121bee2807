internal import DaybookDomain

extension FHIRExport {
    /// What sort of visit an appointment is, how urgent, and how patient and clinic meet.
    ///
    /// R4 has no element for the last: R5's `Appointment.class` stands in the extension that the
    /// FHIR versions have for each other, with the book's own word beside it, since a call and a
    /// video are both virtual. What staff wrote beside an appointment is sealed and not exported.
    func describe(_ appointment: Appointment, _ json: inout JSONWriter) {
        meeting(Modality(appointment.modality), &json)
        let usual = clinic.service(appointment.service)?.visitType ?? .none
        write(appointment.visitType == .none ? usual : appointment.visitType, to: &json)
        if appointment.priority > 0 { json.member("priority", Int(appointment.priority)) }
    }

    /// What sort of visit it is, of an Appointment or a Slot.
    func write(_ type: VisitType, to json: inout JSONWriter) {
        guard let code = type.code else { return }
        json.key("appointmentType")
        concept([("http://terminology.hl7.org/CodeSystem/v2-0276", code)], &json)
    }

    private func meeting(_ modality: Modality, _ json: inout JSONWriter) {
        guard modality != .inPerson else { return }
        json.key("extension")
        json.beginArray()
        json.beginObject()
        json.member(
            "url",
            "http://hl7.org/fhir/5.0/StructureDefinition/extension-Appointment.class"
        )
        json.key("valueCodeableConcept")
        concept(
            [
                (
                    "http://terminology.hl7.org/CodeSystem/v3-ActCode",
                    modality == .home ? "HH" : "VR"
                ),
                (system("modality"), modality.name),
            ],
            &json
        )
        json.endObject()
        json.endArray()
    }

    /// A CodeableConcept of these codes.
    func concept(
        _ codings: [(system: String, code: String)],
        _ json: inout JSONWriter
    ) {
        json.beginObject()
        json.key("coding")
        json.beginArray()
        for coding in codings {
            json.beginObject()
            json.member("system", coding.system)
            json.member("code", coding.code)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
