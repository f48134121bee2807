import Daybook

/// Finds what people name on the command line: keys or numbers, days or instants.
struct Names {
    let clinic: Clinic

    init(_ clinic: Clinic) {
        self.clinic = clinic
    }

    /// The clinic's own zone.
    var zone: ZoneRules? {
        clinic.settings.flatMap { clinic.zone($0.zone) }?.rules
    }

    func service(_ text: String) throws -> Service {
        if let found = clinic.service(key: text) ?? UInt16(text).flatMap(clinic.service) {
            return found
        }
        throw Failure(
            .badInput,
            "there is no service '\(text)'",
            at: "--service",
            next: "the services are: \(clinic.services.map(\.key).joined(separator: ", "))"
        )
    }

    func resource(_ text: String) throws -> Resource {
        if let found = clinic.resource(key: text) ?? UInt16(text).flatMap(clinic.resource) {
            return found
        }
        throw Failure(
            .badInput,
            "there is no resource '\(text)'",
            at: "--resource",
            next: "the resources are: \(clinic.resources.map(\.key).joined(separator: ", "))"
        )
    }

    func resourceKey(_ number: UInt16) -> String {
        clinic.resource(number)?.key ?? (number == 0 ? "" : "#\(number)")
    }

    /// Somebody who takes part in an appointment: a resource, or 0 the patient.
    func participant(_ number: UInt16) -> String {
        number == 0 ? "patient" : resourceKey(number)
    }

    /// The name of whoever acts under a number.
    func actor(_ number: UInt32) -> String {
        clinic.actors.first { $0.number == number }?.name ?? (number == 0 ? "" : "#\(number)")
    }

    func serviceKey(_ number: UInt16) -> String {
        clinic.service(number)?.key ?? (number == 0 ? "" : "#\(number)")
    }

    /// An instant: RFC 3339, or a wall time (2026-11-24T10:00), or a day (its first minute), in the
    /// clinic's zone.
    func instant(_ text: String, option: String) throws -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        let zone = zone ?? .utc
        if let wall = WallTime(text) { return zone.instant(for: wall) }
        if let day = CivilDate(text) {
            return zone.instant(for: WallTime(date: day, minuteOfDay: 0))
        }
        throw Failure(
            .badInput,
            "'\(text)' is no time",
            at: option,
            next:
                "write 2026-11-24, 2026-11-24T10:00 (in the clinic's zone) or 2026-11-24T10:00:00+01:00"
        )
    }

    /// A window of minutes from two options; a day given as the end is included whole.
    func window(
        from: String?,
        to: String?,
        now: Instant,
        days: Int
    ) throws -> Range<Minute> {
        let first = try from.map { try instant($0, option: "--from") } ?? now
        var last = first.advanced(byMilliseconds: Int64(days) * 86_400_000)
        if let to {
            last =
                CivilDate(to) == nil
                ? try instant(to, option: "--to")
                : (zone ?? .utc).instant(
                    for: WallTime(
                        date: CivilDate(to)?.advanced(by: 1) ?? CivilDate(dayNumber: 0),
                        minuteOfDay: 0
                    )
                )
        }
        guard first <= last else {
            throw Failure(.badInput, "the window ends before it begins", at: "--to")
        }
        return first.minute..<last.minute
    }
}
