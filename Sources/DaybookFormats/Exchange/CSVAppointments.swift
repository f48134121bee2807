public import DaybookDomain

/// Reads another system's diary from comma-separated values.
///
/// The first record names the columns, in any order: `id`, `resource`, `start`, and `end` or
/// `minutes`; also `version` and `status` (`cancelled` or `entered-in-error` gives the time up).
/// Other columns are not looked at. Several resources stand in one field with spaces between.
public enum CSVAppointments {
    /// Reads a file.
    ///
    /// - Parameter zone: The zone of times that have no offset.
    /// - Throws: ``ExternalProblem`` if it is no table of that form at all.
    public static func read(
        _ bytes: [UInt8],
        zone: ZoneRules
    ) throws(ExternalProblem) -> ExternalDiary {
        var limits = CSVReader.Limits()
        limits.bytesMax = ExternalLimits.bytes
        limits.recordsMax = ExternalLimits.entries + 1
        let records: [[String]]
        do {
            records = try CSVReader.records(bytes, limits: limits)
        } catch {
            throw ExternalProblem(line: error.line, error.expected)
        }
        guard let header = records.first else {
            throw ExternalProblem(line: 1, "a record with the names of the columns")
        }
        var columns: [String: Int] = [:]
        for (index, name) in header.enumerated() { columns[name] = columns[name] ?? index }
        for name in ["id", "resource", "start"] where columns[name] == nil {
            throw ExternalProblem(line: 1, "a column \(name)")
        }
        guard columns["end"] != nil || columns["minutes"] != nil else {
            throw ExternalProblem(line: 1, "a column end or minutes")
        }
        var diary = ExternalDiary()
        for (index, record) in records.dropFirst().enumerated() {
            do throws(ExternalProblem) {
                let fields = Fields(record: record, columns: columns, line: index + 2)
                diary.appointments.append(try fields.appointment(zone))
            } catch {
                diary.problems.append(error)
            }
        }
        return diary
    }

    /// One record by the names of its columns.
    private struct Fields {
        let record: [String]
        let columns: [String: Int]
        /// The record's number, which is its line unless a field holds line ends.
        let line: Int

        subscript(name: String) -> String {
            guard let index = columns[name], index < record.count else { return "" }
            return record[index]
        }

        func appointment(_ zone: ZoneRules) throws(ExternalProblem) -> ExternalAppointment {
            let id = self["id"]
            guard (1...ExternalLimits.idBytes).contains(id.utf8.count) else {
                throw ExternalProblem(line: line, "an id of 1 to \(ExternalLimits.idBytes) bytes")
            }
            var version: UInt32?
            if !self["version"].isEmpty {
                version = UInt32(self["version"])
                if version == nil { throw ExternalProblem(line: line, "a version from 0") }
            }
            let isCancelled = ["cancelled", "canceled", "entered-in-error"].contains(self["status"])
            var appointment = ExternalAppointment(
                id: id,
                version: version,
                resources: self["resource"].split(separator: " ").map(String.init),
                start: Minute(0),
                length: 0,
                isCancelled: isCancelled
            )
            if isCancelled { return appointment }
            guard let start = ExternalTime.instant(self["start"], zone) else {
                throw ExternalProblem(line: line, "a start such as 2026-11-24T10:00")
            }
            var end = ExternalTime.instant(self["end"], zone)
            if let minutes = UInt16(self["minutes"]) {
                end = start.advanced(byMilliseconds: Int64(minutes) * 60_000)
            }
            guard let end, let (minute, length) = ExternalTime.minutes(from: start, to: end) else {
                throw ExternalProblem(line: line, "an end after the start, at most 45 days later")
            }
            (appointment.start, appointment.length) = (minute, length)
            return appointment
        }
    }
}
