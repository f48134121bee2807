extension SlotState {
    /// Chooses resources as ``allot(_:at:resource:now:ignoring:)`` does, but lets bookings stand in
    /// the way, as many as the service's overbooking allows.
    ///
    /// Hours, grid, blocks, notice and horizon hold as ever. The least taken resource goes first.
    /// - Throws: The refusal that the allowance does not cover.
    package func allotOver(
        _ service: Service,
        at start: Minute,
        resource: UInt16,
        now: Instant
    ) throws(Refusal) -> [Footprint] {
        var candidates: [Candidates] = []
        for (index, group) in service.groups.enumerated() {
            var able: [(load: Int, resource: UInt16)] = []
            var nearest = Refusal(.taken)
            let members = group.members(
                asked: resource,
                isShared: service.hasSharedResources
            )
            for member in members {
                switch overload(service, on: member, at: start, now: now) {
                case .success(let load): able.append((load, member))
                case .failure(let refusal): nearest = refusal
                }
            }
            guard able.count >= Int(group.needed) else { throw nearest }
            let ordered = able.enumerated().sorted {
                ($0.element.load, $0.offset) < ($1.element.load, $1.offset)
            }.map(\.element.resource)
            for _ in 0..<group.needed { candidates.append((UInt8(clamping: index), ordered)) }
        }
        guard let chosen = SlotState.choose(candidates, asked: resource) else {
            throw Refusal(.taken)
        }
        return zip(candidates, chosen).map {
            Footprint(service, resource: $1, group: $0.group, start: start)
        }
    }

    /// How much stands in the way on one resource, if the allowance covers it.
    private func overload(
        _ service: Service,
        on resource: UInt16,
        at start: Minute,
        now: Instant
    ) -> Result<Int, Refusal> {
        let one = start..<start.advanced(by: 1)
        if starts(of: service, resource: resource, in: one, now: now).contains(start) {
            return .success(0)
        }
        let found = refusal(of: resource, service, at: start, now: now, ignoring: [])
        let calendar = Int(resource) < calendars.count ? calendars[Int(resource)] : nil
        guard let calendar else { return .failure(found) }
        let load: Int
        switch found.reason {
        case .capacity:
            let key = SessionKey(service, at: start)
            let seats = seats(key, calendar, resource, now: now, ignoring: [])
            load = seats.taken - Int(service.capacity) + 1
        case .taken, .buffer, .held:
            let wanted = Footprint(service, resource: resource, group: 0, start: start)
            // Nobody is at two locations at once, by whatever name.
            if isTooFar(wanted, of: service, now: now) { return .failure(Refusal(.travel)) }
            load = calendar.load(during: wanted, now: now)
        default: return .failure(found)
        }
        return load <= Int(service.overbooking) ? .success(load) : .failure(found)
    }
}

extension ResourceCalendar {
    /// The most bookings and live holds that share a minute with a footprint.
    fileprivate func load(during footprint: Footprint, now: Instant) -> Int {
        let range = footprint.minutes(.footprint)
        let holding = holds.filter {
            $0.expiry > now && $0.footprint.minutes(.footprint).overlaps(range)
        }.map { $0.footprint.minutes(.footprint) }
        var most = 0
        var minute = range.lowerBound
        while minute < range.upperBound {
            let held = holding.count { $0.contains(minute) }
            most = max(most, booked.count(at: minute) + held)
            minute = minute.advanced(by: 1)
        }
        return most
    }
}
