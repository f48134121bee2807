extension SlotState {
    /// The most steps of the search for distinct resources.
    private static let allotStepsMax = 10_000

    /// Chooses resources for each group that the service needs, all distinct and all free at that
    /// start.
    ///
    /// Within a group the first free one in the order of the service's ``ChoicePolicy`` is taken,
    /// but what the appointment already has is kept, and a session that has begun to fill is joined
    /// before a new one is opened: deterministic, so that a replay chooses the same. A resource asked for serves the
    /// first group that it can.
    /// - Throws: The ``Refusal`` of the group that can't be served.
    package func allot(
        _ service: Service,
        at start: Minute,
        resource: UInt16,
        now: Instant,
        ignoring own: [Footprint] = []
    ) throws(Refusal) -> [Footprint] {
        guard !service.groups.isEmpty else { throw Refusal(.notConfigured) }
        if resource != 0, !service.groups.contains(where: { $0.resources.contains(resource) }) {
            throw Refusal(clinic.resource(resource) == nil ? .unknown : .notEligible)
        }
        let one = start..<start.advanced(by: 1)
        guard bookable(one, service, now: now) == one else {
            throw Refusal(timeRefusal(start, service, now: now))
        }
        if service.groups.count == 1, let only = onlyChoice(for: service, asked: resource) {
            guard isFree(for: service, resource: only, at: start, now: now, ignoring: own) else {
                throw refusal(of: [only], service, at: start, now: now, ignoring: own)
            }
            return [Footprint(service, resource: only, group: 0, start: start)]
        }
        let isShared = service.hasSharedResources
        var candidates: [Candidates] = []
        for (index, group) in service.groups.enumerated() {
            let members = group.members(asked: resource, isShared: isShared)
            var free = members.filter {
                isFree(for: service, resource: $0, at: start, now: now, ignoring: own)
            }
            if resource != 0, members.contains(resource), !free.contains(resource) {
                throw refusal(of: [resource], service, at: start, now: now, ignoring: own)
            }
            guard free.count >= Int(group.needed) || members.count < Int(group.needed) else {
                throw refusal(of: Array(members), service, at: start, now: now, ignoring: own)
            }
            prefer(&free, group: UInt8(clamping: index), service, start, now, own)
            for _ in 0..<group.needed { candidates.append((UInt8(clamping: index), free)) }
        }
        guard let chosen = SlotState.choose(candidates, asked: resource) else {
            throw Refusal(.taken)
        }
        return zip(candidates, chosen).map {
            Footprint(service, resource: $1, group: $0.group, start: start)
        }
    }

    /// Whether that very footprint is free now; used to undo a cancellation, and to keep a wall time
    /// under new zone rules.
    ///
    /// The service may have changed since: what counts is the time that the footprint takes, on no
    /// grid.
    package func check(
        _ footprint: Footprint,
        of service: Service,
        now: Instant,
        ignoring own: [Footprint] = []
    ) throws(Refusal) {
        var asBooked = service
        asBooked.duration = footprint.length
        asBooked.bufferBefore = footprint.bufferBefore
        asBooked.bufferAfter = footprint.bufferAfter
        asBooked.alignment = 1
        let isFree = isFree(
            for: asBooked,
            resource: footprint.resource,
            at: footprint.start,
            now: now,
            ignoring: own
        )
        guard isFree else {
            throw refusal(
                of: [footprint.resource],
                asBooked,
                at: footprint.start,
                now: now,
                ignoring: own
            )
        }
    }

    /// Puts first what the appointment already has, then sessions that have begun to fill.
    private func prefer(
        _ free: inout [UInt16],
        group: UInt8,
        _ service: Service,
        _ start: Minute,
        _ now: Instant,
        _ own: [Footprint]
    ) {
        order(&free, by: service.choice, service.number, group: group, around: start)
        guard service.capacity > 1 || !own.isEmpty else { return }
        let key = SessionKey(service, at: start)
        var kept: [UInt16] = []
        var joined: [UInt16] = []
        var others: [UInt16] = []
        for resource in free {
            if own.contains(where: { $0.resource == resource && $0.group == group }) {
                kept.append(resource)
            } else if service.capacity > 1, Int(resource) < calendars.count,
                seats(key, calendars[Int(resource)], resource, now: now, ignoring: own).isJoined
            {
                joined.append(resource)
            } else {
                others.append(resource)
            }
        }
        free = kept + joined + others
    }

    typealias Candidates = (group: UInt8, resources: [UInt16])

    /// The first choice of distinct resources, with the one asked for (0 none) at the first place
    /// it can serve.
    static func choose(_ candidates: [Candidates], asked: UInt16) -> [UInt16]? {
        if candidates.count == 1 {
            let resources = candidates[0].resources
            guard let first = resources.first else { return nil }
            return asked == 0 ? [first] : resources.contains(asked) ? [asked] : nil
        }
        var chosen: [UInt16] = []
        var steps = 0
        guard asked != 0 else {
            return choose(candidates, &chosen, &steps) ? chosen : nil
        }
        for index in candidates.indices where candidates[index].resources.contains(asked) {
            var fixed = candidates
            fixed[index].resources = [asked]
            chosen.removeAll()
            if choose(fixed, &chosen, &steps) { return chosen }
        }
        return nil
    }

    /// Depth-first choice of distinct resources; bounded, since groups may share members.
    private static func choose(
        _ candidates: [Candidates],
        _ chosen: inout [UInt16],
        _ steps: inout Int
    ) -> Bool {
        if chosen.count == candidates.count { return true }
        for resource in candidates[chosen.count].resources where !chosen.contains(resource) {
            steps += 1
            guard steps <= allotStepsMax else { return false }
            chosen.append(resource)
            if choose(candidates, &chosen, &steps) { return true }
            chosen.removeLast()
        }
        return false
    }

    private func timeRefusal(_ start: Minute, _ service: Service, now: Instant) -> Reason {
        if start.instant < now { return .past }
        let current = now.minute.instant == now ? now.minute : now.minute.advanced(by: 1)
        return start < current.advanced(by: Int(service.notice)) ? .notice : .horizon
    }

    /// Why none of these resources is free: the reason of the one that came nearest.
    private func refusal(
        of resources: [UInt16],
        _ service: Service,
        at start: Minute,
        now: Instant,
        ignoring own: [Footprint]
    ) -> Refusal {
        var nearest = Refusal(.notConfigured)
        var rank = Int.min
        for resource in resources {
            let found = refusal(of: resource, service, at: start, now: now, ignoring: own)
            let order: [Reason] = [
                .notConfigured, .outsideHours, .offGrid, .blocked, .capacity, .taken, .buffer,
                .travel, .held,
            ]
            let place = order.firstIndex(of: found.reason) ?? -1
            if place > rank { (nearest, rank) = (found, place) }
        }
        return nearest
    }

    /// Why this resource is not free.
    func refusal(
        of resource: UInt16,
        _ service: Service,
        at start: Minute,
        now: Instant,
        ignoring own: [Footprint]
    ) -> Refusal {
        guard let known = clinic.resource(resource),
            case let place = clinic.place(of: known, for: service),
            let hours = clinic.openingHours(of: known, at: place)
        else { return Refusal(.notConfigured) }
        let shown = start..<start.advanced(by: Int(service.duration))
        guard hours.openMinutes(in: shown).contains(shown) else { return Refusal(.outsideHours) }
        var grid = MinuteSet(covering: start..<start.advanced(by: 1))
        grid.insert(start..<start.advanced(by: 1))
        if let location = clinic.location(place), let zone = clinic.zone(location.zone) {
            grid.formAligned(to: Int(service.alignment), zone: zone.rules)
        }
        guard grid.contains(start) else { return Refusal(.offGrid) }
        guard Int(resource) < calendars.count else { return Refusal(.taken) }
        let calendar = calendars[Int(resource)]
        guard calendar.blocked.isFree(start: start, length: Int(service.duration)) else {
            return Refusal(.blocked, cause: blocks.subject(on: resource, during: shown))
        }
        if service.capacity > 1 {
            let key = SessionKey(service, at: start)
            let seats = seats(key, calendar, resource, now: now, ignoring: own)
            if seats.isJoined, seats.taken >= Int(service.capacity) { return Refusal(.capacity) }
        }
        let around = Footprint(service, resource: resource, group: 0, start: start)
        for hold in calendar.holds where hold.expiry > now {
            if hold.footprint.minutes(.footprint).overlaps(around.minutes(.footprint)) {
                return Refusal(.held, cause: hold.subject)
            }
        }
        let isShownFree = calendar.booked.isFree(
            start: start,
            length: Int(service.duration),
            layer: TimeLayer.shown.rawValue
        )
        guard isShownFree else { return Refusal(.taken) }
        let one = start..<start.advanced(by: 1)
        let isNear = starts(
            of: service,
            resource: resource,
            in: one,
            now: now,
            ignoring: own,
            travels: false
        )
        return Refusal(isNear.contains(start) ? .travel : .buffer)
    }
}

extension Service {
    /// Whether some resource stands at more than one place, so that one booking might use it twice.
    var hasSharedResources: Bool {
        guard groups.count > 1 || groups.contains(where: { $0.needed > 1 }) else { return false }
        var seen: Set<UInt16> = []
        for group in groups {
            for resource in group.resources where !seen.insert(resource).inserted { return true }
        }
        return false
    }
}

extension ResourceGroup {
    /// Whom to look at when one resource is asked for (0 none): it alone, if it is all that the
    /// group needs.
    func members(asked resource: UInt16, isShared: Bool) -> ArraySlice<UInt16> {
        guard resource != 0, needed == 1, !isShared,
            let place = resources.firstIndex(of: resource)
        else { return resources[...] }
        return resources[place...place]
    }
}
