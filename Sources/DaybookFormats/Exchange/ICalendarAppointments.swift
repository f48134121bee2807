public import DaybookDomain

/// Reads another system's diary from iCalendar (RFC 5545).
///
/// An event is known by its UID; the instances of a series, counted from its first, by UID and
/// number, so that a series that is moved moves what was taken over of it. RECURRENCE-ID, EXDATE
/// and RDATE change single instances. A cancelled or transparent event takes no time. Of a series
/// the instances from yesterday to ``ExternalLimits/daysAhead`` days ahead are taken over; a part of
/// a rule that is not supported is named, and nothing of that event is taken over.
///
/// The version is the second of LAST-MODIFIED, else SEQUENCE. Within a file the higher SEQUENCE
/// wins.
public enum ICalendarAppointments {
    /// Reads a file.
    ///
    /// - Parameters:
    ///   - zone: The zone of days, and of times that have none.
    ///   - zones: Gives the rules of a TZID; definitions in the file are not looked at.
    ///   - now: The instant that "ahead" is counted from.
    /// - Throws: ``ExternalProblem`` if it is no calendar, or beyond ``ExternalLimits``.
    /// - Complexity: O(length + instances).
    public static func read(
        _ bytes: [UInt8],
        zone: ZoneRules,
        zones: (String) -> ZoneRules?,
        now: Instant
    ) throws(ExternalProblem) -> ExternalDiary {
        var diary = ExternalDiary()
        let groups = try groups(try events(bytes, zone, zones), &diary)
        for group in groups {
            do throws(ExternalProblem) {
                try group.write(into: &diary, now: now)
            } catch {
                diary.problems.append(error)
            }
            guard diary.appointments.count <= ExternalLimits.entries else {
                throw ExternalProblem(
                    line: group.line,
                    "at most \(ExternalLimits.entries) appointments in a file"
                )
            }
        }
        return diary
    }

    /// The events in the order of the file.
    private static func events(
        _ bytes: [UInt8],
        _ zone: ZoneRules,
        _ zones: (String) -> ZoneRules?
    ) throws(ExternalProblem) -> [ICalendarEvent] {
        let limits = ContentLines.Limits(
            bytesMax: ExternalLimits.bytes,
            linesMax: ExternalLimits.lines,
            lineBytesMax: ExternalLimits.lineBytes,
            parametersMax: parametersMax
        )
        let calendar = Array("VCALENDAR".utf8)
        let vevent = Array("VEVENT".utf8)
        var open: [[UInt8]] = []
        var events: [ICalendarEvent] = []
        var sawCalendar = false
        do throws(ContentLines.TooLarge) {
            var lines = try ContentLines(bytes, limits: limits)
            while let line = try lines.next() {
                if line.name == Array("BEGIN".utf8) {
                    guard open.count < depthMax else {
                        throw ContentLines.TooLarge(line: line.number)
                    }
                    open.append(
                        Array(String(decoding: line.value, as: UTF8.self).uppercased().utf8)
                    )
                    if open == [calendar] { sawCalendar = true }
                    if open == [calendar, vevent] {
                        events.append(ICalendarEvent(line: line.number))
                    }
                } else if line.name == Array("END".utf8) {
                    open.removeLast(open.isEmpty ? 0 : 1)
                } else if open == [calendar, vevent] {
                    events[events.count - 1].read(line, zone, zones)
                }
            }
        } catch {
            throw ExternalProblem(line: error.line, "a calendar within the limits of an import")
        }
        guard sawCalendar else { throw ExternalProblem(line: 1, "BEGIN:VCALENDAR") }
        return events
    }

    private static let parametersMax = 64
    private static let depthMax = 8

    /// The events of each UID together; of one instance only the newest.
    private static func groups(
        _ events: [ICalendarEvent],
        _ diary: inout ExternalDiary
    ) throws(ExternalProblem) -> [ICalendarSeries] {
        var groups: [ICalendarSeries] = []
        var places: [String: Int] = [:]
        for event in events {
            if let problem = event.problem {
                diary.problems.append(problem)
                continue
            }
            guard (1...idBytes).contains(event.uid.utf8.count) else {
                diary.problems.append(
                    ExternalProblem(line: event.line, "a UID of 1 to \(idBytes) bytes")
                )
                continue
            }
            if let place = places[event.uid] {
                groups[place].add(event)
            } else {
                places[event.uid] = groups.count
                groups.append(ICalendarSeries(event))
            }
        }
        return groups
    }

    /// Room is left for the number of an instance.
    private static let idBytes = ExternalLimits.idBytes - 32
}
