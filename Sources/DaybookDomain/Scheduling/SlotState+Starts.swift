extension SlotState {
    /// From so many members on it pays to know first what there is to find.
    private static let manyMembers = 3

    /// The longest window of one query, in days.
    public static let windowDaysMax = 800

    /// All starts at which a service can be had in a window: what is offered, and what is accepted.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - window: The minutes to look at; cut to notice, horizon and ``windowDaysMax``.
    ///   - resource: Only with this resource; 0 any.
    ///   - now: The instant that notice, horizon and holds are compared with.
    /// - Complexity: O(resources × minutes of the window / 64).
    package func starts(
        of service: Service,
        in window: Range<Minute>,
        resource: UInt16 = 0,
        now: Instant
    ) -> MinuteSet {
        let window = bookable(window, service, now: now)
        guard !window.isEmpty, !service.groups.isEmpty else { return MinuteSet(covering: window) }
        let isShared = service.hasSharedResources
        var result: MinuteSet?
        // The starts of the resource asked for, where it is one of several in each of its groups;
        // where it is the only one of a group, that group's starts are its own.
        var asked: MinuteSet?
        var isMember = resource == 0
        var isAlone = false
        for group in service.groups {
            let members = group.members(asked: resource, isShared: isShared)
            var found =
                group.needed == 1
                ? anyStarts(of: service, members, in: window, now)
                : severalStarts(of: service, members, Int(group.needed), in: window, now)
            if resource != 0, members.contains(resource) {
                isMember = true
                if members.count == 1, group.needed == 1 {
                    isAlone = true
                } else {
                    var own = starts(of: service, resource: resource, in: window, now: now)
                    if let asked { own.formUnion(asked) }
                    asked = own
                }
            }
            if let result { found.formIntersection(result) }
            result = found
        }
        guard var result, isMember else { return MinuteSet(covering: window) }
        result.cut(to: window)
        if let asked, !isAlone { result.formIntersection(asked) }
        if isShared {
            for start in result.first(result.count) {
                if (try? allot(service, at: start, resource: resource, now: now)) == nil {
                    result.remove(start..<start.advanced(by: 1))
                }
            }
        }
        return result
    }

    /// The starts at which one of some resources at least is free, already within a bookable window.
    private func anyStarts(
        of service: Service,
        _ members: ArraySlice<UInt16>,
        in window: Range<Minute>,
        _ now: Instant
    ) -> MinuteSet {
        var union = MinuteSet(covering: window)
        var others: MinuteSet?
        // Those at one location have one grid, which is laid over all of them at once.
        var common: UInt16?
        // What those with the hours and the grid of the first have between them: all that there is
        // to find, less what none of them has.
        var sought: (by: HoursAndGrid, all: MinuteSet, left: SoughtStarts)?
        for member in members {
            guard let known = clinic.resource(member) else { continue }
            let hours = hoursAndGrid(of: known, for: service)
            if sought == nil, members.count >= SlotState.manyMembers, let hours,
                let starts = startsByHours(of: service, known, in: window)
            {
                sought = (hours, starts, SoughtStarts(starts))
            }
            if sought?.by == hours, let isFound = sought?.left.isEmpty {
                if isFound { continue }
                if let runs = shortRuns(of: service, known, in: window, now) {
                    sought?.left.find(
                        free: runs.free,
                        without: calendars.span[Int(member)].booked,
                        layer: TimeLayer.footprint.rawValue
                    )
                    continue
                }
            }
            let place = clinic.place(of: known, for: service)
            if place == common ?? place,
                formUnionOfPlainStarts(&union, of: service, known, in: window, now)
            {
                common = place
                continue
            }
            var found = starts(of: service, resource: member, in: window, now: now)
            if let others { found.formUnion(others) }
            others = found
        }
        if let common { alignToGrid(&union, service, at: common) }
        if let others { union.formUnion(others) }
        if var sought {
            sought.left.subtract(from: &sought.all)
            union.formUnion(sought.all)
        }
        return union
    }

    /// The starts at which so many of some resources are free.
    private func severalStarts(
        of service: Service,
        _ members: ArraySlice<UInt16>,
        _ needed: Int,
        in window: Range<Minute>,
        _ now: Instant
    ) -> MinuteSet {
        // enough[k] has the starts at which more than k members are free.
        var enough = Array(repeating: MinuteSet(covering: window), count: needed)
        for member in members {
            var free = starts(of: service, resource: member, in: window, now: now)
            for index in enough.indices {
                var both = enough[index]
                both.formIntersection(free)
                enough[index].formUnion(free)
                free = both
            }
        }
        return enough.last ?? MinuteSet(covering: window)
    }

    /// The starts at which one resource alone is free for a service, already within a bookable
    /// window.
    ///
    /// - Parameter travels: Whether the ways between locations count; without them it is asked
    ///   whether it is they that stand in the way.
    func starts(
        of service: Service,
        resource: UInt16,
        in window: Range<Minute>,
        now: Instant,
        ignoring own: [Footprint] = [],
        travels: Bool = true
    ) -> MinuteSet {
        guard let known = clinic.resource(resource) else { return MinuteSet(covering: window) }
        if own.isEmpty {
            var found = MinuteSet(covering: window)
            if formUnionOfPlainStarts(&found, of: service, known, in: window, now) {
                alignToGrid(&found, service, at: clinic.place(of: known, for: service))
                found.cut(to: window)
                return found
            }
        }
        let before = Int(service.bufferBefore)
        let length = Int(service.duration)
        let whole = before + length + Int(service.bufferAfter)
        let span = window.lowerBound.advanced(by: -before)..<window.upperBound.advanced(by: whole)
        let place = clinic.place(of: known, for: service)
        var starts = openMinutes(of: known, at: place, in: span)
        starts.formStarts(ofRun: length)
        if Int(resource) < calendars.count {
            let place = travels && !known.places.isEmpty ? place : nil
            restrict(&starts, service, known, at: place, span, now, own)
        }
        alignToGrid(&starts, service, at: place)
        starts.cut(to: window)
        return starts
    }

    /// Takes out the starts at which the calendar is not free, by the service's buffer policy.
    private func restrict(
        _ starts: inout MinuteSet,
        _ service: Service,
        _ known: Resource,
        at place: UInt16?,
        _ span: Range<Minute>,
        _ now: Instant,
        _ own: [Footprint]
    ) {
        let length = Int(service.duration)
        let before = Int(service.bufferBefore)
        let whole = before + length + Int(service.bufferAfter)
        let open = starts
        let calendar = calendars[Int(known.number)]
        var free = freeMinutes(calendar, .footprint, known, at: place, span, now, own)
        switch service.bufferPolicy {
        case .additive:
            free.formStarts(ofRun: whole)
            free.shiftLater(by: before)
        case .existingOnly:
            free.formStarts(ofRun: length)
        case .maximum:
            free.formStarts(ofRun: length)
            var apart = freeMinutes(calendar, .shown, known, at: place, span, now, own)
            apart.formStarts(ofRun: whole)
            apart.shiftLater(by: before)
            free.formIntersection(apart)
        }
        starts.formIntersection(free)
        if service.capacity > 1 {
            joinSessions(&starts, of: service, open: open, calendar, known.number, now, own)
        }
    }

    /// A session, once somebody has a seat or holds one, is free as long as it has seats left,
    /// whatever its own time says; but one that is not as long as the service is now takes time
    /// like any other booking, and nobody joins it.
    private func joinSessions(
        _ starts: inout MinuteSet,
        of service: Service,
        open: MinuteSet,
        _ calendar: ResourceCalendar,
        _ resource: UInt16,
        _ now: Instant,
        _ own: [Footprint]
    ) {
        var keys = Set(calendar.sessions.keys.filter { $0.service == service.number })
        for hold in calendar.holds where hold.service == service.number && hold.expiry > now {
            keys.insert(SessionKey(hold))
        }
        for key in keys where key.length == service.duration && open.contains(key.start) {
            let seats = seats(key, calendar, resource, now: now, ignoring: own)
            guard seats.isJoined else { continue }
            let minute = key.start..<key.start.advanced(by: 1)
            if seats.taken < Int(service.capacity),
                calendar.blocked.isFree(start: key.start, length: Int(service.duration))
            {
                starts.insert(minute)
            } else {
                starts.remove(minute)
            }
        }
    }

    /// The minutes of a span that nothing takes: no booking in that layer, no block, no live hold,
    /// and, seen from a location, no way to another one.
    private func freeMinutes(
        _ calendar: ResourceCalendar,
        _ layer: TimeLayer,
        _ known: Resource,
        at place: UInt16?,
        _ span: Range<Minute>,
        _ now: Instant,
        _ own: [Footprint]
    ) -> MinuteSet {
        var busy = calendar.bookedMinutes(layer, in: span, ignoring: own, of: known.number)
        if let place {
            busy.formUnion(minutesElsewhere(calendar, layer, known, than: place, span, now, own))
        }
        var blocked = MinuteSet(covering: span)
        calendar.blocked.copyBusy(into: &blocked)
        busy.formUnion(blocked)
        for hold in calendar.holds where hold.expiry > now {
            busy.insert(hold.footprint.minutes(layer))
        }
        busy.formComplement()
        return busy
    }

    private func openMinutes(
        of resource: Resource,
        at place: UInt16,
        in span: Range<Minute>
    ) -> MinuteSet {
        if openRevision == clinic.revision, openWindow.lowerBound <= span.lowerBound,
            span.upperBound <= openWindow.upperBound
        {
            let number = Int(resource.number)
            let expanded =
                place == resource.location
                ? (number < openTime.count ? openTime[number] : nil)
                : openElsewhere[Stay.Spot(resource: resource.number, place: place)]
            if let expanded {
                var open = MinuteSet(covering: span)
                open.formUnion(expanded)
                return open
            }
        }
        return clinic.openingHours(of: resource, at: place)?.openMinutes(in: span)
            ?? MinuteSet(covering: span)
    }

    /// Starts lie on multiples of the alignment of the wall clock's day, period by period of one
    /// UTC offset.
    func alignToGrid(_ starts: inout MinuteSet, _ service: Service, at place: UInt16) {
        guard service.alignment > 1, let location = clinic.location(place),
            let zone = clinic.zone(location.zone)
        else { return }
        starts.formAligned(to: Int(service.alignment), zone: zone.rules)
    }

    /// The window cut to what may be booked at all: not past, after the notice, within the horizon.
    package func bookable(_ window: Range<Minute>, _ service: Service, now: Instant) -> Range<
        Minute
    > {
        let current = now.minute.instant == now ? now.minute : now.minute.advanced(by: 1)
        let earliest = max(window.lowerBound, current.advanced(by: Int(service.notice)))
        let horizon = current.advanced(by: Int(service.horizonDays) * 1_440)
        let latest = min(
            min(window.upperBound, horizon),
            earliest.advanced(by: SlotState.windowDaysMax * 1_440)
        )
        return earliest..<max(earliest, latest)
    }
}

extension Footprint {
    func minutes(_ layer: TimeLayer) -> Range<Minute> {
        switch layer {
        case .footprint:
            start.advanced(
                by: -Int(bufferBefore)
            )..<start.advanced(by: Int(length) + Int(bufferAfter))
        case .shown: start..<start.advanced(by: Int(length))
        }
    }
}
