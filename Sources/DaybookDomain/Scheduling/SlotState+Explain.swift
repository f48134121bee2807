extension SlotState {
    /// Why a service can or can't be had at a start.
    ///
    /// The verdict is that of `allot`, which offers and accepts; what is in the way of each
    /// resource is worked out anew from the evidence.
    ///
    /// - Parameters:
    ///   - number: The service's number.
    ///   - start: The start asked about.
    ///   - resource: Only with this resource; 0 any.
    ///   - now: The instant that notice, horizon and holds are compared with.
    ///   - evidence: Folded from the very facts that this state was folded from.
    ///   - position: The sequence of the last of those facts.
    ///   - rules: The service's rules, where others count than those it is offered by.
    /// - Complexity: O(resources × what takes time around the start).
    package func explain(
        service number: UInt16,
        at start: Minute,
        resource: UInt16,
        now: Instant,
        evidence: TimeEvidence,
        position: UInt64,
        by rules: Service? = nil
    ) -> SlotExplanation {
        var explanation = SlotExplanation(
            service: number,
            start: start,
            resource: resource,
            now: now,
            position: position,
            reason: .none,
            footprints: [],
            obstacles: [],
            groups: []
        )
        let definition = evidence.sequences([.service(number)])
        guard let service = rules ?? clinic.service(number) else {
            explanation.reason = .notConfigured
            explanation.obstacles = [Obstacle(.notConfigured, facts: definition)]
            return explanation
        }
        do {
            explanation.footprints = try allot(
                service,
                at: start,
                resource: resource,
                now: now
            )
        } catch {
            explanation.reason = error.reason
        }
        let one = start..<start.advanced(by: 1)
        let isShared = service.hasSharedResources
        explanation.groups = service.groups.map { group in
            let members = group.members(asked: resource, isShared: isShared)
            return SlotExplanation.Group(
                name: group.name,
                needed: Int(group.needed),
                members: members.map { number in
                    let free = starts(of: service, resource: number, in: one, now: now)
                    return member(number, service, start, now, evidence, free.contains(start))
                }
            )
        }
        // What stands against the whole: said of no resource, as when a group has too few of them or
        // two groups share one.
        let isSaid = explanation.groups.contains { group in
            group.members.contains { member in
                !member.isFree && (group.free < group.needed || member.resource == resource)
            }
        }
        let isOfTheWhole: Set<Reason> = [.past, .notice, .horizon, .unknown, .notEligible]
        if isOfTheWhole.contains(explanation.reason) || (!explanation.isOffered && !isSaid) {
            explanation.obstacles = [Obstacle(explanation.reason, facts: definition)]
        }
        return explanation
    }

    private func member(
        _ number: UInt16,
        _ service: Service,
        _ start: Minute,
        _ now: Instant,
        _ evidence: TimeEvidence,
        _ isFree: Bool
    ) -> SlotExplanation.Member {
        var member = SlotExplanation.Member(resource: number, isFree: isFree, obstacles: [])
        if !isFree {
            member.obstacles = Array(
                obstacles(of: number, service, start, now, evidence)
                    .prefix(SlotExplanation.obstaclesMax)
            )
            // A minute covered by more than a counter can count is taken by nobody in particular.
            if member.obstacles.isEmpty { member.obstacles = [Obstacle(.taken)] }
        }
        return member
    }

    /// Everything in the way of one resource, from the evidence alone.
    package func obstacles(
        of number: UInt16,
        _ service: Service,
        _ start: Minute,
        _ now: Instant,
        _ evidence: TimeEvidence
    ) -> [Obstacle] {
        guard let known = clinic.resource(number),
            case let place = clinic.place(of: known, for: service),
            let location = clinic.location(place), let zone = clinic.zone(location.zone),
            let hours = clinic.openingHours(of: known, at: place)
        else {
            return [Obstacle(.notConfigured, facts: evidence.sequences([.resource(number)]))]
        }
        let defined: [TimeEvidence.Defined] = [.location(place), .zone(location.zone)]
        var found: [Obstacle] = []
        let wanted = Footprint(service, resource: number, group: 0, start: start)
        let shown = wanted.minutes(.shown)
        let facts = evidence.sequences([.resource(number)] + defined)
        var open = start
        hours.forEachOpenRange(in: shown) { range in
            if range.lowerBound > open {
                found.append(
                    Obstacle(.outsideHours, minutes: open..<range.lowerBound, facts: facts)
                )
            }
            open = range.upperBound
        }
        if open < shown.upperBound {
            found.append(Obstacle(.outsideHours, minutes: open..<shown.upperBound, facts: facts))
        }
        let wall = zone.rules.wallTime(at: start.instant)
        if Int(wall.minuteOfDay) % Int(service.alignment) != 0 {
            found.append(
                Obstacle(.offGrid, facts: evidence.sequences([.service(service.number)] + defined))
            )
        }
        let blocks = evidence.blocks.filter { $0.footprint.resource == number }
        for block in blocks where block.footprint.minutes(.shown).overlaps(shown) {
            found.append(
                Obstacle(
                    .blocked,
                    minutes: block.footprint.minutes(.shown),
                    facts: [block.sequence]
                )
            )
        }
        let taken = evidence.taken(of: number, at: now)
        if let session = session(wanted, service, taken) { return found + session }
        return found + takings(wanted, service, blocks, taken)
            + ways(wanted, service, known, taken, evidence)
    }

    /// What the session says that has begun at that start; `nil` if none has that can be joined.
    private func session(
        _ wanted: Footprint,
        _ service: Service,
        _ taken: [TimeEvidence.Taking]
    ) -> [Obstacle]? {
        guard service.capacity > 1 else { return nil }
        let seats = taken.filter {
            $0.isSeat && $0.service == service.number && $0.footprint.start == wanted.start
        }
        // One that is not as long as the service is now takes time like any other booking.
        guard !seats.isEmpty, seats.allSatisfy({ $0.footprint.length == service.duration }) else {
            return nil
        }
        // One that has seats left is joined, whatever its time says.
        guard seats.count >= Int(service.capacity) else { return [] }
        return [
            Obstacle(.capacity, minutes: wanted.minutes(.shown), facts: seats.map(\.sequence))
        ]
    }

    /// What others take: time, and time within buffers.
    private func takings(
        _ wanted: Footprint,
        _ service: Service,
        _ blocks: [TimeEvidence.Taking],
        _ taken: [TimeEvidence.Taking]
    ) -> [Obstacle] {
        let (shown, whole) = (wanted.minutes(.shown), wanted.minutes(.footprint))
        var found: [Obstacle] = []
        for other in taken {
            let (theirs, theirWhole) = (
                other.footprint.minutes(.shown), other.footprint.minutes(.footprint)
            )
            guard wanted.meets(theirs, theirWhole, service.bufferPolicy) else { continue }
            let reason: Reason =
                other.expiry != nil ? .held : shown.overlaps(theirs) ? .taken : .buffer
            found.append(Obstacle(reason, minutes: theirWhole, facts: [other.sequence]))
        }
        guard service.bufferPolicy != .existingOnly else { return found }
        for block in blocks {
            let minutes = block.footprint.minutes(.shown)
            if minutes.overlaps(whole), !minutes.overlaps(shown) {
                found.append(Obstacle(.buffer, minutes: minutes, facts: [block.sequence]))
            }
        }
        return found
    }
}

extension Footprint {
    /// Whether this one, wanted by a policy of buffers, meets time that is taken: as shown, and
    /// with its buffers.
    func meets(
        _ theirs: Range<Minute>,
        _ theirWhole: Range<Minute>,
        _ policy: BufferPolicy
    ) -> Bool {
        let (shown, whole) = (minutes(.shown), minutes(.footprint))
        return switch policy {
        case .additive: whole.overlaps(theirWhole)
        case .existingOnly: shown.overlaps(theirWhole)
        case .maximum: shown.overlaps(theirWhole) || whole.overlaps(theirs)
        }
    }
}
