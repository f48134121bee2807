internal import DaybookDomain

/// The events of one UID: what recurs, or stands alone, and what replaces single instances.
struct ICalendarSeries {
    private var master: ICalendarEvent?
    private var overrides: [Instant: ICalendarEvent] = [:]
    let line: Int
    private let uid: String

    init(_ event: ICalendarEvent) {
        line = event.line
        uid = event.uid
        add(event)
    }

    mutating func add(_ event: ICalendarEvent) {
        if let instant = event.recurrence?.instant {
            if let known = overrides[instant], !event.isNewer(than: known) { return }
            overrides[instant] = event
        } else {
            if let known = master, !event.isNewer(than: known) { return }
            master = event
        }
    }

    /// Adds what it takes, from a day before `now` on if it recurs.
    func write(into diary: inout ExternalDiary, now: Instant) throws(ExternalProblem) {
        var added: [ExternalAppointment] = []
        var rest = overrides
        if let master {
            guard let start = master.start else {
                throw ExternalProblem(line: master.line, "a DTSTART")
            }
            var count = 1
            if master.isFree || !master.isSeries {
                added.append(try appointment(of: master, at: start, id: uid, master.version))
            } else {
                let walls = try instances(of: master, from: start, now: now)
                count = walls.count
                for (number, wall) in walls.enumerated() {
                    var instance = start
                    instance.wall = wall
                    let id = ExternalSeriesEnd.instance(number, of: uid)
                    let own = rest.removeValue(forKey: instance.instant)
                    var entry = try entry(master, instance, own, id: id)
                    if number > 0 { entry.instance = ExternalInstance(of: uid, number: number) }
                    // A past instance may have been moved to come, and one to come into the past.
                    if ICalendarSeries.isNear(instance.instant, now)
                        || ICalendarSeries.isNear(entry.start.instant, now)
                    {
                        added.append(entry)
                    }
                }
            }
            diary.ends.append(
                ExternalSeriesEnd(
                    id: uid,
                    version: master.version,
                    from: count,
                    isSeries: master.rule != nil || !master.additions.isEmpty
                )
            )
        }
        // What stands for an instance that is not in the file stands alone.
        for (instant, event) in rest.sorted(by: { $0.key < $1.key }) {
            guard let start = event.start else {
                throw ExternalProblem(line: event.line, "a DTSTART")
            }
            let id = "\(uid) \(instant.milliseconds / 1_000)s"
            added.append(try appointment(of: event, at: start, id: id, event.version))
        }
        diary.appointments += added
    }

    private static let past: Int64 = -86_400_000

    /// Whether an instance lies between yesterday and as far ahead as a series is taken over.
    private static func isNear(_ instant: Instant, _ now: Instant) -> Bool {
        let ahead = Int64(ExternalLimits.daysAhead) * 86_400_000
        return instant >= now.advanced(byMilliseconds: past)
            && instant <= now.advanced(byMilliseconds: ahead)
    }

    /// The wall times of all instances, those included that are left out, so that each keeps its
    /// number.
    private func instances(
        of master: ICalendarEvent,
        from start: ICalendarTime,
        now: Instant
    ) throws(ExternalProblem) -> [WallTime] {
        let ahead = start.zone.wallTime(at: now).date.advanced(by: ExternalLimits.daysAhead)
        let horizon = max(ahead, start.wall.date)
        var rule = master.rule
        if var endless = rule, endless.count == nil {
            // What ends later than is looked at goes on, for as far as it is looked at.
            let end: CivilDate? =
                switch endless.end {
                case nil: nil
                case .date(let date): date
                case .wall(let wall): wall.date
                case .instant(let instant): start.zone.wallTime(at: instant).date
                }
            if end.map({ $0 > horizon }) ?? true { endless.end = .date(horizon) }
            rule = endless
        }
        let isWithoutFirst = master.exceptions.contains { isException($0, start.wall, start) }
        let recurrence = Recurrence(
            rule,
            exceptions: isWithoutFirst ? [start.wall] : [],
            additions: master.additions.map { $0.wall(in: start.zone) }
        )
        let first = start.wall.date
        let days = Int(horizon.dayNumber) - Int(first.dayNumber)
        do throws(RecurrenceError) {
            return try recurrence.instances(
                from: start.wall,
                zone: start.zone,
                daysMax: rule?.count == nil
                    ? max(days, SeriesLimits.daysMax) : ICalendarSeries.daysMax,
                instancesMax: ExternalLimits.instances
            )
        } catch {
            throw ExternalProblem(line: master.line, error)
        }
    }

    /// How far a COUNT may reach from the first instance, in days: a hundred years.
    private static let daysMax = 36_525

    private func isException(
        _ exception: ICalendarTime,
        _ wall: WallTime,
        _ start: ICalendarTime
    ) -> Bool {
        exception.isDate && !start.isDate
            ? exception.wall.date == wall.date : exception.wall(in: start.zone) == wall
    }

    /// One instance of a series: as the rule has it, left out, or replaced.
    private func entry(
        _ master: ICalendarEvent,
        _ instance: ICalendarTime,
        _ own: ICalendarEvent?,
        id: String
    ) throws(ExternalProblem) -> ExternalAppointment {
        if let own {
            // Whichever of the two changed last makes a new version of the instance.
            let version = [own.version, master.version].compactMap(\.self).max()
            return try appointment(of: own, at: own.start ?? instance, id: id, version)
        }
        var event = master
        if let start = master.start,
            master.exceptions.contains(where: { isException($0, instance.wall, start) })
        {
            event.isFree = true
        }
        return try appointment(of: event, at: instance, id: id, master.version)
    }

    private func appointment(
        of event: ICalendarEvent,
        at start: ICalendarTime,
        id: String,
        _ version: UInt32?
    ) throws(ExternalProblem) -> ExternalAppointment {
        var appointment = ExternalAppointment(
            id: id,
            version: version,
            resources: [],
            start: start.instant.minute,
            length: 0,
            isCancelled: true
        )
        guard !event.isFree, let end = event.end(ofInstanceAt: start) else { return appointment }
        guard let (minute, length) = ExternalTime.minutes(from: start.instant, to: end) else {
            throw ExternalProblem(line: event.line, "an end after the start, at most 45 days later")
        }
        (appointment.start, appointment.length) = (minute, length)
        appointment.isCancelled = false
        return appointment
    }
}
