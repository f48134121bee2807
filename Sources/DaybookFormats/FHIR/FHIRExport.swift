package import DaybookDomain

/// Writes FHIR R4 resources in JSON, each on one line: Schedule, Slot and Appointment.
///
/// People stand in them as the log's random tokens, by an identifier of the book's own system and
/// never by a Patient resource. References are to the numbers of the log, which never change.
/// Invariants app-1 to app-7 (app-5 to app-7 are R5's, and hold all the same) are kept by
/// construction.
package struct FHIRExport: Sendable {
    let clinic: Clinic
    /// The clinic's zone, whose offset the instants carry.
    let zone: ZoneRules
    package let now: Instant
    private let namespace: String

    /// Prepares to write.
    ///
    /// - Parameters:
    ///   - clinic: Whose names are shown.
    ///   - book: The book's identity in hexadecimal digits, which names its systems of identifiers.
    ///   - now: The instant that holds are compared with.
    package init(clinic: Clinic, book: String, now: Instant) {
        self.clinic = clinic
        zone = clinic.settings.flatMap { clinic.zone($0.zone) }?.rules ?? .utc
        self.now = now
        namespace = "urn:daybook:\(book):"
    }

    /// The system of identifiers of one sort: `party`, `resource` or `service`.
    func system(_ sort: String) -> String { namespace + sort }

    /// The Schedule of a resource: what its slots and appointments belong to.
    ///
    /// - Parameters:
    ///   - number: The resource's number; one that is withdrawn is no longer active.
    ///   - fact: The newest fact that changed it.
    package func schedule(of number: UInt16, definedBy fact: Fact) -> [UInt8] {
        let resource = clinic.resource(number)
        var json = begin("Schedule", id: "resource-\(number)", fact)
        json.member("active", resource != nil)
        let services = clinic.services.filter { service in
            service.groups.contains { $0.resources.contains(number) }
        }
        if !services.isEmpty {
            json.key("serviceType")
            json.beginArray()
            for service in services { write(service, to: &json) }
            json.endArray()
        }
        json.key("actor")
        json.beginArray()
        actor(number, &json)
        json.endArray()
        return end(&json)
    }

    /// Whether a fact of that kind changes what any resource says: those of clinic and
    /// appointments, and that a patient will come, which is their answer as a participant.
    package static func isExported(_ kind: Kind) -> Bool {
        kind.rawValue < Kind.requestReceived.rawValue || kind == .attendanceConfirmed
    }

    /// Whether a fact of that kind changes what Schedules say.
    package static func isInSchedules(_ kind: Kind) -> Bool {
        switch kind {
        case .resourceDefined, .serviceDefined, .serviceWithdrawn: true
        default: false
        }
    }

    /// The Slots of an appointment: one for each resource that it takes or once took.
    ///
    /// A slot that the appointment has given up is `free` as far as it is concerned.
    package func slots(of history: [Fact]) -> [[UInt8]] {
        let appointment = Appointment(history: history)
        guard let last = history.last else { return [] }
        var taken: [Footprint] = []
        for fact in history
        where fact.length > 0 && fact.kind.map(FHIRExport.takesTime) ?? false {
            // A hold and its booking, or a move back, are one slot.
            taken.removeAll { $0.resource == fact.resource && $0.start == fact.start }
            taken.append(Footprint(of: fact))
        }
        let state = slotState(appointment.status(asOf: now))
        return taken.map { footprint in
            let isCurrent = appointment.footprints.contains {
                $0.resource == footprint.resource && $0.start == footprint.start
            }
            return slot(
                id: slotID(appointment.subject, footprint),
                footprint,
                service: appointment.service,
                status: isCurrent ? state : "free",
                last
            )
        }
    }

    /// The Slots of a block, or of an entry of another system's diary; none if the facts are of
    /// neither.
    package func slots(ofBlock history: [Fact]) -> [[UInt8]] {
        guard let first = history.first, let last = history.last,
            first.kind == .timeBlocked || ExternalEntry(history: history).subject != 0
        else { return [] }
        var times: [(footprint: Footprint, isLifted: Bool)] = []
        for fact in history where fact.kind == .timeBlocked || fact.kind == .timeUnblocked {
            times.removeAll {
                $0.footprint.resource == fact.resource && $0.footprint.start == fact.start
            }
            times.append((Footprint(of: fact), fact.kind == .timeUnblocked))
        }
        return times.map { time in
            slot(
                id: "block-\(slotID(first.subject, time.footprint))",
                time.footprint,
                service: 0,
                status: time.isLifted ? "free" : "busy-unavailable",
                last
            )
        }
    }

    /// The Slot of a time at which a service can be had with a resource now.
    package func slot(
        free start: Minute,
        of resource: UInt16,
        _ service: Service,
        at position: UInt64
    ) -> [UInt8] {
        var time = Fact(.appointmentBooked)
        time.sequence = position
        time.recordedAt = now
        time.resource = resource
        time.start = start
        time.length = service.duration
        return slot(
            id: "free-\(service.number)-\(resource)-\(start.value)",
            Footprint(of: time),
            service: service.number,
            status: "free",
            time
        )
    }

    private static func takesTime(_ kind: Kind) -> Bool {
        switch kind {
        case .holdPlaced, .appointmentRequested, .appointmentBooked, .appointmentRescheduled,
            .appointmentReinstated, .timeReresolved:
            true
        default: false
        }
    }

    private func slotState(_ status: AppointmentStatus) -> String {
        switch status {
        case .pending: "busy-tentative"
        case .cancelled, .enteredInError, .none: "free"
        default: "busy"
        }
    }

    func slotID(_ subject: UInt64, _ footprint: Footprint) -> String {
        "\(subject)-\(footprint.resource)-\(footprint.start.value)"
    }

    private func slot(
        id: String,
        _ footprint: Footprint,
        service: UInt16,
        status: String,
        _ fact: Fact
    ) -> [UInt8] {
        var json = begin("Slot", id: id, fact)
        if let service = clinic.service(service) {
            json.key("serviceType")
            json.beginArray()
            write(service, to: &json)
            json.endArray()
            write(service.visitType, to: &json)
        }
        json.key("schedule")
        json.beginObject()
        json.member("reference", "Schedule/resource-\(footprint.resource)")
        json.endObject()
        json.member("status", status)
        json.member("start", text(footprint.start.instant))
        json.member("end", text(footprint.start.advanced(by: Int(footprint.length)).instant))
        return end(&json)
    }

    // MARK: Shared

    /// Opens a resource: its type, its id, and the fact it stands as of.
    func begin(_ type: String, id: String, _ fact: Fact) -> JSONWriter {
        var json = JSONWriter(.compact)
        json.beginObject()
        json.member("resourceType", type)
        json.member("id", id)
        json.key("meta")
        json.beginObject()
        json.member("versionId", "\(fact.sequence)")
        json.member("lastUpdated", text(fact.recordedAt))
        json.endObject()
        return json
    }

    func end(_ json: inout JSONWriter) -> [UInt8] {
        json.endObject()
        json.newline()
        return json.take()
    }

    /// An instant in the clinic's zone. No log reaches beyond the years that can be written.
    func text(_ instant: Instant) -> String {
        instant.rfc3339(offsetSeconds: zone.offsetSeconds(at: instant)) ?? instant.rfc3339() ?? ""
    }

    /// A service as a CodeableConcept.
    func write(_ service: Service, to json: inout JSONWriter) {
        json.beginObject()
        json.key("coding")
        json.beginArray()
        json.beginObject()
        json.member("system", system("service"))
        json.member("code", service.key)
        json.member("display", service.name)
        json.endObject()
        json.endArray()
        json.endObject()
    }

    /// A resource as a reference to who or what it is.
    func actor(_ number: UInt16, _ json: inout JSONWriter) {
        let resource = clinic.resource(number)
        json.beginObject()
        if let resource {
            let type: String =
                switch resource.role {
                case .practitioner: "Practitioner"
                case .room: "Location"
                case .device: "Device"
                }
            json.member("type", type)
        }
        json.key("identifier")
        json.beginObject()
        json.member("system", system("resource"))
        json.member("value", resource?.key ?? "\(number)")
        json.endObject()
        if let resource { json.member("display", resource.name) }
        json.endObject()
    }
}
