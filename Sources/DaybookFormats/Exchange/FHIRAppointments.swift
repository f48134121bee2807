internal import DaybookDomain

/// Reads another system's diary from FHIR R4 Appointments in JSON: one a line, one alone, or in a
/// Bundle. Other resources are stepped over.
///
/// A resource is named by the identifier of a participant's actor, or by the last part of its
/// reference ("Practitioner/dr-adler"). Patients are not looked at. The version is
/// `meta.versionId` where that is a number, else the second of `meta.lastUpdated`.
public enum FHIRAppointments {
    /// Reads a file.
    ///
    /// - Throws: ``ExternalProblem`` if it is no JSON at all.
    public static func read(_ bytes: [UInt8]) throws(ExternalProblem) -> ExternalDiary {
        guard bytes.count <= ExternalLimits.bytes else {
            throw ExternalProblem(line: 1, "at most \(ExternalLimits.bytes) bytes")
        }
        var diary = ExternalDiary()
        // A file over several lines is one text; anything else is a text a line.
        if let whole = try? JSONReader.parse(bytes, limits: limits) {
            take(whole, line: 1, &diary)
            return diary
        }
        var line = 0
        for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            guard !text.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) else { continue }
            guard diary.appointments.count < ExternalLimits.entries else {
                throw ExternalProblem(
                    line: line,
                    "at most \(ExternalLimits.entries) appointments in a file"
                )
            }
            do {
                take(try JSONReader.parse(Array(text), limits: limits), line: line, &diary)
            } catch {
                guard line > 1 else { throw ExternalProblem(line: 1, "a resource in JSON") }
                diary.problems.append(ExternalProblem(line: line, "a resource in JSON"))
            }
        }
        return diary
    }

    private static let limits = JSONLimits(
        bytesMax: ExternalLimits.bytes,
        nodesMax: 4_000_000
    )

    private static func take(_ value: JSONValue, line: Int, _ diary: inout ExternalDiary) {
        switch value["resourceType"]?.string {
        case "Bundle":
            for entry in (value["entry"]?.array ?? []).prefix(ExternalLimits.entries) {
                // A bundle in a bundle is no diary.
                guard let resource = entry["resource"],
                    resource["resourceType"]?.string == "Appointment"
                else { continue }
                take(resource, line: line, &diary)
            }
        case "Appointment":
            do throws(ExternalProblem) {
                diary.appointments.append(try appointment(value, line: line))
            } catch {
                diary.problems.append(error)
            }
        case nil: diary.problems.append(ExternalProblem(line: line, "a resourceType"))
        default: break
        }
    }

    private static func appointment(
        _ value: JSONValue,
        line: Int
    ) throws(ExternalProblem) -> ExternalAppointment {
        guard let id = value["id"]?.string, (1...ExternalLimits.idBytes).contains(id.utf8.count)
        else { throw ExternalProblem(line: line, "an id") }
        guard let status = value["status"]?.string else {
            throw ExternalProblem(line: line, "a status")
        }
        var appointment = ExternalAppointment(
            id: id,
            version: version(value),
            resources: resources(value),
            start: Minute(0),
            length: 0,
            isCancelled: ["proposed", "waitlist", "cancelled", "entered-in-error"].contains(status)
        )
        if appointment.isCancelled { return appointment }
        guard let start = value["start"]?.string.flatMap({ Instant(rfc3339: $0) }),
            let end = value["end"]?.string.flatMap({ Instant(rfc3339: $0) }),
            let (minute, length) = ExternalTime.minutes(from: start, to: end)
        else { throw ExternalProblem(line: line, "a start and an end after it (app-2, app-3)") }
        (appointment.start, appointment.length) = (minute, length)
        return appointment
    }

    private static func version(_ value: JSONValue) -> UInt32? {
        let meta = value["meta"]
        if let number = meta?["versionId"]?.string.flatMap({ UInt32($0) }) { return number }
        return meta?["lastUpdated"]?.string.flatMap { Instant(rfc3339: $0) }
            .flatMap { UInt32(exactly: $0.seconds) }
    }

    private static func resources(_ value: JSONValue) -> [String] {
        var found: [String] = []
        for participant in (value["participant"]?.array ?? []).prefix(participantsMax) {
            guard let actor = participant["actor"] else { continue }
            let reference = actor["reference"]?.string ?? ""
            let type =
                actor["type"]?.string
                ?? reference.split(separator: "/").dropLast().last
                .map(String.init)
            if type == "Patient" || type == "RelatedPerson" { continue }
            let key =
                actor["identifier"]?["value"]?.string
                ?? reference.split(separator: "/").last.map(String.init)
            if let key, !found.contains(key) { found.append(key) }
        }
        return found
    }

    private static let participantsMax = 64
}
