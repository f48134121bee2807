extension SlotState {
    /// The most steps of the search for distinct resources.
    private static let allotStepsMax = 10_000

    /// Chooses a resource of each group that the service needs, all distinct and all free at that start.
    ///
    /// Within a group the first free one in the clinic's order is taken, but a session that has seats left is
    /// joined before a new one is opened: deterministic, so that a replay chooses the same.
    /// - Throws: The ``Refusal`` of the group that can't be served.
    package func allot(
        _ service: Service, at start: Minute, resource: UInt16, now: Instant,
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
        var candidates: [(group: UInt8, resources: [UInt16])] = []
        for (index, group) in service.groups.enumerated() {
            let members = resource != 0 && group.resources.contains(resource)
                ? [resource] : group.resources
            var free = members.filter {
                starts(of: service, resource: $0, in: one, now: now, ignoring: own).contains(start)
            }
            guard free.count >= Int(group.needed) || members.count < Int(group.needed) else {
                throw refusal(of: members, service, at: start, now: now, ignoring: own)
            }
            if service.capacity > 1 { preferSessions(&free, service, start) }
            for _ in 0..<group.needed { candidates.append((UInt8(clamping: index), free)) }
        }
        var chosen: [UInt16] = []
        var steps = 0
        guard SlotState.choose(candidates, &chosen, &steps) else { throw Refusal(.taken) }
        return zip(candidates, chosen).map {
            Footprint(service, resource: $1, group: $0.group, start: start)
        }
    }

    /// Whether that very footprint is free now; used to undo a cancellation.
    package func check(_ footprint: Footprint, of service: Service, now: Instant) throws(Refusal) {
        let one = footprint.start..<footprint.start.advanced(by: 1)
        let free = starts(of: service, resource: footprint.resource, in: one, now: now)
        guard free.contains(footprint.start) else {
            throw refusal(
                of: [footprint.resource], service, at: footprint.start, now: now, ignoring: [])
        }
    }

    private func preferSessions(_ free: inout [UInt16], _ service: Service, _ start: Minute) {
        let key = SessionKey(service: service.number, start: start)
        // A resource that nothing was ever booked on has no calendar yet.
        let joined = free.filter {
            Int($0) < calendars.count && calendars[Int($0)].sessions[key] != nil
        }
        free = joined + free.filter { !joined.contains($0) }
    }

    /// Depth-first choice of distinct resources; bounded, since groups may share members.
    private static func choose(
        _ candidates: [(group: UInt8, resources: [UInt16])], _ chosen: inout [UInt16],
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
        of resources: [UInt16], _ service: Service, at start: Minute, now: Instant,
        ignoring own: [Footprint]
    ) -> Refusal {
        var nearest = Refusal(.notConfigured)
        var rank = Int.min
        for resource in resources {
            let found = refusal(of: resource, service, at: start, now: now, ignoring: own)
            let order: [Reason] = [
                .notConfigured, .outsideHours, .offGrid, .blocked, .capacity, .taken, .buffer, .held,
            ]
            let place = order.firstIndex(of: found.reason) ?? -1
            if place > rank { (nearest, rank) = (found, place) }
        }
        return nearest
    }

    private func refusal(
        of resource: UInt16, _ service: Service, at start: Minute, now: Instant,
        ignoring own: [Footprint]
    ) -> Refusal {
        guard let known = clinic.resource(resource), let hours = clinic.openingHours(of: known)
        else { return Refusal(.notConfigured) }
        let shown = start..<start.advanced(by: Int(service.duration))
        guard hours.openMinutes(in: shown).contains(shown) else { return Refusal(.outsideHours) }
        var grid = MinuteSet(covering: start..<start.advanced(by: 1))
        grid.insert(start..<start.advanced(by: 1))
        if let location = clinic.location(known.location), let zone = clinic.zone(location.zone) {
            grid.formAligned(to: Int(service.alignment), zone: zone.rules)
        }
        guard grid.contains(start) else { return Refusal(.offGrid) }
        guard Int(resource) < calendars.count else { return Refusal(.taken) }
        let calendar = calendars[Int(resource)]
        guard calendar.blocked.isFree(start: start, length: Int(service.duration)) else {
            return Refusal(.blocked)
        }
        if service.capacity > 1,
            calendar.sessions[SessionKey(service: service.number, start: start)] != nil
        {
            return Refusal(.capacity)
        }
        let around = Footprint(service, resource: resource, group: 0, start: start)
        for hold in calendar.holds where hold.expiry > now {
            if hold.footprint.minutes(.footprint).overlaps(around.minutes(.footprint)) {
                return Refusal(.held, cause: hold.subject)
            }
        }
        let isShownFree = calendar.shown.isFree(start: start, length: Int(service.duration))
        return Refusal(isShownFree ? .buffer : .taken)
    }
}

extension Service {
    /// Whether some resource stands in more than one group, so that one booking might use it twice.
    var hasSharedResources: Bool {
        guard groups.count > 1 else { return false }
        var seen: Set<UInt16> = []
        for group in groups {
            let own = Set(group.resources)
            if !seen.isDisjoint(with: own) { return true }
            seen.formUnion(own)
        }
        return false
    }
}
