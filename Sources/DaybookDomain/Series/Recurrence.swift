/// What recurs: a rule, dates left out (EXDATE) and dates added (RDATE), as RFC 5545 writes them.
public struct Recurrence: Sendable, Hashable {
    /// RRULE; `nil` where only dates are listed.
    public var rule: RecurrenceRule?
    /// EXDATE: wall times that are left out.
    public var exceptions: [WallTime]
    /// RDATE: wall times that are added.
    public var additions: [WallTime]

    /// Makes a recurrence.
    public init(
        _ rule: RecurrenceRule?,
        exceptions: [WallTime] = [],
        additions: [WallTime] = []
    ) {
        self.rule = rule
        self.exceptions = exceptions
        self.additions = additions
    }

    /// The wall times of all instances, in order, each once.
    ///
    /// The first instance belongs to the set whether or not the rule has it, as RFC 5545 counts it;
    /// a rule that does not have it is refused, since RFC 5545 leaves undefined what it means,
    /// unless the first instance is left out again. Wall times hold when the clocks change.
    /// - Parameters:
    ///   - first: The first instance.
    ///   - zone: The rules by which an UNTIL in UTC is compared.
    ///   - daysMax: All must lie within so many days of the first.
    ///   - instancesMax: At most so many.
    /// - Throws: ``RecurrenceError``: `too-long` rather than a shorter series, `not-in-rule`,
    ///   `empty`.
    public func instances(
        from first: WallTime,
        zone: ZoneRules,
        daysMax: Int = SeriesLimits.daysMax,
        instancesMax: Int = SeriesLimits.instancesMax
    ) throws(RecurrenceError) -> [WallTime] {
        let tooLong = RecurrenceError(
            .tooLong,
            rule == nil ? "RDATE" : "RRULE",
            "a COUNT or UNTIL within \(instancesMax) instances and \(daysMax) days"
        )
        let last = first.date.advanced(by: daysMax)
        var walls: Set<WallTime> = [first]
        if let rule {
            walls.formUnion(
                try ruled(rule, from: first, through: last, zone, instancesMax, tooLong)
            )
        }
        walls.formUnion(additions)
        walls.subtract(exceptions)
        guard !walls.isEmpty else { throw RecurrenceError(.empty, "EXDATE", "an instance left") }
        guard walls.count <= instancesMax, walls.allSatisfy({ $0.date <= last }) else {
            throw tooLong
        }
        guard walls.allSatisfy({ $0 >= first }) else {
            throw RecurrenceError(.forbidden, "RDATE", "no date before the first instance")
        }
        return walls.sorted()
    }

    /// The rule's own instances: all of them, or none.
    private func ruled(
        _ rule: RecurrenceRule,
        from first: WallTime,
        through last: CivilDate,
        _ zone: ZoneRules,
        _ instancesMax: Int,
        _ tooLong: RecurrenceError
    ) throws(RecurrenceError) -> [WallTime] {
        // One more than allowed tells whether the rule goes on.
        let enough = min(rule.count ?? .max, instancesMax + exceptions.count + 1)
        let ruled = rule.dates(from: first.date, through: last, limit: enough)
            .map { WallTime(date: $0, minuteOfDay: Int(first.minuteOfDay)) }
            .filter { rule.isBeforeEnd($0, zone) }
        guard ruled.first == first || exceptions.contains(first) else {
            throw RecurrenceError(.notInRule, "RRULE", "a first instance that the rule has")
        }
        if let count = rule.count {
            // What the window cuts off is too long as well.
            guard ruled.count >= min(count, instancesMax) else { throw tooLong }
        } else {
            guard let end = rule.endDate(zone), end <= last else { throw tooLong }
        }
        return ruled
    }
}

extension RecurrenceRule {
    /// The day of the place on which UNTIL lies; `nil` without one.
    fileprivate func endDate(_ zone: ZoneRules) -> CivilDate? {
        switch end {
        case nil: nil
        case .date(let date): date
        case .wall(let wall): wall.date
        case .instant(let instant): zone.wallTime(at: instant).date
        }
    }

    fileprivate func isBeforeEnd(_ wall: WallTime, _ zone: ZoneRules) -> Bool {
        switch end {
        case nil: true
        case .date(let date): wall.date <= date
        case .wall(let end): wall <= end
        case .instant(let instant): zone.instant(for: wall) <= instant
        }
    }
}
