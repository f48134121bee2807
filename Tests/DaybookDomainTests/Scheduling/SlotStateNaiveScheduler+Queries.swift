import DaybookDomain

/// The other questions, asked of the lists.
extension NaiveScheduler {
    /// The free resources of a group as the service's policy takes them.
    func ordered(
        _ free: [UInt16],
        _ service: Service,
        _ group: UInt8,
        around start: Int
    ) -> [UInt16] {
        switch service.choice {
        case .firstFree: return free
        case .leastBooked:
            let loads = free.map { load(of: $0, around: start) }
            return free.indices.sorted { (loads[$0], $0) < (loads[$1], $1) }.map { free[$0] }
        case .roundRobin:
            let members = service.groups[Int(group)].resources
            guard let last = turns[[service.number, UInt16(group)]],
                let place = members.firstIndex(of: last)
            else { return free }
            let turned = members[(place + 1)...] + members[...place]
            return turned.filter(free.contains)
        }
    }

    /// Minutes booked within a week each way.
    private func load(of resource: UInt16, around start: Int) -> Int {
        let week = 7 * 1_440
        var minutes: Set<Int> = []
        for visit in visits where visit.isLive(now) && visit.status != .pending {
            for use in visit.uses where use.resource == resource {
                minutes.formUnion(use.shown.clamped(to: (start - week)..<(start + week)))
            }
        }
        return minutes.count
    }

    /// Takes time, and the turns that go with it.
    mutating func take(_ visit: Visit) {
        visits.append(visit)
        guard takesTurns.contains(visit.service) else { return }
        for use in visit.uses { turns[[visit.service, UInt16(use.group)]] = use.resource }
    }

    mutating func define(_ service: Service) {
        services[service.number] = service
        if service.choice == .roundRobin { takesTurns.insert(service.number) }
    }

    /// The next start with each resource of the first group.
    func nextFree(_ number: UInt16, in window: Range<Int>) -> [(start: Int, resource: UInt16)] {
        let members = services[number]?.groups.first?.resources ?? []
        let found = members.compactMap { resource in
            starts(number, in: window, resource: resource).first.map { ($0, resource) }
        }
        return found.indices.sorted { (found[$0].0, $0) < (found[$1].0, $1) }.map { found[$0] }
    }

    /// The earliest way to have services one after the other: every start is tried in order.
    func sequence(_ numbers: ArraySlice<UInt16>, in window: Range<Int>, gap: Int) -> [[Use]]? {
        guard let number = numbers.first, let service = services[number] else {
            return numbers.isEmpty ? [] : nil
        }
        for start in window {
            guard case .success(let uses) = allot(number, at: start) else { continue }
            var after = self
            after.take(Visit(subject: .max, service: number, status: .booked, uses: uses))
            let end = start + Int(service.duration)
            if let rest = after.sequence(
                numbers.dropFirst(),
                in: end..<(end + gap + 1),
                gap: gap
            ) {
                return [uses] + rest
            }
        }
        return nil
    }
}
