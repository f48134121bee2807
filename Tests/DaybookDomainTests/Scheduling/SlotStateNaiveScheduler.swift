import DaybookDomain

/// The scheduler the slow way: lists of appointments, loops over minutes, no bits, no counters, no
/// facts.
///
/// It knows the rules as research and documentation state them and nothing of the implementation.
struct NaiveScheduler {
    /// What one appointment takes of one resource. It remembers the buffers it was made with.
    struct Use: Equatable {
        var resource: UInt16
        var group: UInt8
        var start: Int
        var length: Int
        var before: Int
        var after: Int

        var shown: Range<Int> { start..<(start + length) }
        var whole: Range<Int> { (start - before)..<(start + length + after) }

        /// The service as it was when this was booked, on no grid.
        func asBooked(_ service: Service) -> Service {
            var service = service
            service.duration = UInt16(length)
            service.bufferBefore = UInt8(before)
            service.bufferAfter = UInt8(after)
            service.alignment = 1
            return service
        }
    }

    struct Visit {
        var subject: UInt64
        var service: UInt16
        var status: AppointmentStatus
        var uses: [Use]
        var expiry: Int64 = .max

        /// Whether it takes time at an instant (ms).
        func isLive(_ now: Int64) -> Bool {
            switch status {
            case .pending: now < expiry
            case .booked, .arrived, .checkedIn, .fulfilled, .noShow: true
            default: false
            }
        }
    }

    var services: [UInt16: Service] = [:]
    var resources: Set<UInt16> = []
    /// A resource at a location.
    struct Spot: Hashable {
        var resource: UInt16
        var place: UInt16
    }

    /// Open minutes of a resource at a location where it works: one flag a minute from `origin` on.
    var open: [Spot: [Bool]] = [:]
    /// Minutes from one location to another.
    var travel: [[UInt16]: Int] = [:]
    var origin = 0
    var zone = ZoneRules.utc
    var visits: [Visit] = []
    var blocks: [(subject: UInt64, resource: UInt16, minutes: Range<Int>, isLifted: Bool)] = []
    /// Now, in ms.
    var now: Int64 = 0
    /// Services that ever took turns, and whom each of their groups got last.
    var takesTurns: Set<UInt16> = []
    var turns: [[UInt16]: UInt16] = [:]

    /// Where a service is had; all resources are at home at location 1.
    func place(_ service: UInt16) -> UInt16 {
        let stated = services[service]?.location ?? 0
        return stated == 0 ? 1 : stated
    }

    /// The minutes with the way there before them and the way back after them.
    func withWays(_ minutes: Range<Int>, at there: UInt16, from here: UInt16) -> Range<Int> {
        let before = here == there ? 0 : travel[[here, there]] ?? 0
        let after = here == there ? 0 : travel[[there, here]] ?? 0
        return (minutes.lowerBound - before)..<(minutes.upperBound + after)
    }

    func visit(_ subject: UInt64) -> Visit? { visits.first { $0.subject == subject } }

    func status(_ visit: Visit) -> AppointmentStatus {
        visit.status == .pending && now >= visit.expiry ? .cancelled : visit.status
    }

    // MARK: One resource

    /// Why a resource can't serve a service at a start; ``Reason/none`` if it can.
    func obstacle(
        _ service: Service,
        _ resource: UInt16,
        _ start: Int,
        ignoring own: UInt64 = 0
    ) -> Reason {
        let here = place(service.number)
        guard resources.contains(resource),
            let open = open[Spot(resource: resource, place: here)]
        else { return .notConfigured }
        let shown = start..<(start + Int(service.duration))
        for minute in shown {
            let index = minute - origin
            guard index >= 0, index < open.count, open[index] else { return .outsideHours }
        }
        let wall = zone.wallTime(at: Minute(Int32(start)).instant)
        guard Int(wall.minuteOfDay) % Int(service.alignment) == 0 else { return .offGrid }
        let from = start - Int(service.bufferBefore)
        let whole = from..<(shown.upperBound + Int(service.bufferAfter))
        let ownBlocks = blocks.filter { $0.resource == resource && !$0.isLifted }
        guard !ownBlocks.contains(where: { $0.minutes.overlaps(shown) }) else { return .blocked }
        let others = visits.filter { $0.subject != own && $0.isLive(now) }
        if service.capacity > 1 {
            let seats = others.filter { other in
                other.service == service.number
                    && other.uses.contains { $0.resource == resource && $0.start == start }
            }
            // A session lasts as long as it was booked for: whoever needs longer can't join it.
            let isAsLong = seats.allSatisfy { other in
                other.uses.allSatisfy {
                    $0.resource != resource || $0.length == Int(service.duration)
                }
            }
            if !seats.isEmpty, isAsLong {
                return seats.count < Int(service.capacity) ? .none : .capacity
            }
        }
        for other in others {
            for use in other.uses where use.resource == resource {
                // Who is elsewhere needs the way, outside of the buffers there.
                let there = place(other.service)
                let theirs = withWays(use.shown, at: there, from: here)
                let theirWhole = withWays(use.whole, at: there, from: here)
                let isApart =
                    switch service.bufferPolicy {
                    case .additive: !whole.overlaps(theirWhole)
                    case .existingOnly: !shown.overlaps(theirWhole)
                    case .maximum: !shown.overlaps(theirWhole) && !whole.overlaps(theirs)
                    }
                if !isApart {
                    if other.status == .pending { return .held }
                    return shown.overlaps(use.shown) ? .taken : .buffer
                }
            }
        }
        if service.bufferPolicy != .existingOnly,
            ownBlocks.contains(where: { $0.minutes.overlaps(whole) })
        {
            return .buffer
        }
        return .none
    }

    // MARK: A whole visit

    /// Why a start may not be booked by anybody: past, notice, horizon.
    func timeObstacle(_ service: Service, _ start: Int) -> Reason {
        if Int64(start) * 60_000 < now { return .past }
        var current = Int(now / 60_000) - 1
        while Int64(current) * 60_000 < now { current += 1 }
        if start < current + Int(service.notice) { return .notice }
        return start < current + Int(service.horizonDays) * 1_440 ? .none : .horizon
    }

    /// The resources that a visit takes, or why it can't be had. The first in the clinic's order
    /// wins; sessions that have begun to fill come before empty ones, and what a moved visit has
    /// before anything else.
    func allot(
        _ number: UInt16,
        at start: Int,
        resource: UInt16 = 0,
        moving own: Visit? = nil
    ) -> Result<[Use], Refusal> {
        guard let service = services[number], !service.groups.isEmpty else {
            return .failure(Refusal(.notConfigured))
        }
        if resource != 0, !service.groups.contains(where: { $0.resources.contains(resource) }) {
            return .failure(Refusal(resources.contains(resource) ? .notEligible : .unknown))
        }
        let reason = timeObstacle(service, start)
        guard reason == .none else { return .failure(Refusal(reason)) }
        var places: [(group: UInt8, members: [UInt16])] = []
        for (index, group) in service.groups.enumerated() {
            let free = group.resources.filter {
                obstacle(service, $0, start, ignoring: own?.subject ?? 0) == .none
            }
            let rank = { (member: UInt16) in
                rankOf(member, service, start, UInt8(index), moving: own)
            }
            let chosen = ordered(free, service, UInt8(index), around: start)
            let ordered = chosen.enumerated().sorted {
                (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
            }
            for _ in 0..<group.needed {
                places.append((UInt8(index), ordered.map(\.element)))
            }
        }
        guard let chosen = choose(places, resource, service) else {
            return .failure(Refusal(.taken))
        }
        return .success(
            zip(places, chosen).map {
                Use(
                    resource: $1,
                    group: $0.group,
                    start: start,
                    length: Int(service.duration),
                    before: Int(service.bufferBefore),
                    after: Int(service.bufferAfter)
                )
            }
        )
    }

    private func rankOf(
        _ member: UInt16,
        _ service: Service,
        _ start: Int,
        _ group: UInt8,
        moving own: Visit?
    ) -> Int {
        if let own, own.uses.contains(where: { $0.resource == member && $0.group == group }) {
            return 0
        }
        guard service.capacity > 1 else { return 2 }
        let isJoined = visits.contains { other in
            other.subject != own?.subject && other.isLive(now) && other.service == service.number
                && other.uses.contains {
                    $0.resource == member && $0.start == start
                        && $0.length == Int(service.duration)
                }
        }
        return isJoined ? 1 : 2
    }

    /// The first choice of distinct resources in order; one asked for serves the first place it
    /// can.
    private func choose(
        _ places: [(group: UInt8, members: [UInt16])],
        _ asked: UInt16,
        _ service: Service
    ) -> [UInt16]? {
        func search(_ places: [[UInt16]], _ chosen: [UInt16]) -> [UInt16]? {
            if chosen.count == places.count { return chosen }
            for member in places[chosen.count] where !chosen.contains(member) {
                if let found = search(places, chosen + [member]) { return found }
            }
            return nil
        }
        guard asked != 0 else { return search(places.map(\.members), []) }
        for index in places.indices where places[index].members.contains(asked) {
            var fixed = places.map(\.members)
            fixed[index] = [asked]
            if let found = search(fixed, []) { return found }
        }
        return nil
    }

    func starts(_ number: UInt16, in window: Range<Int>, resource: UInt16 = 0) -> [Int] {
        window.filter { start in
            if case .success = allot(number, at: start, resource: resource) { true } else { false }
        }
    }

    // MARK: What must never happen

    /// The first minute in which a resource serves two visits that are not of one session, or a
    /// session too many.
    func doubleBooked() -> String? {
        let live = visits.filter { $0.isLive(now) }
        for (index, one) in live.enumerated() {
            for use in one.uses {
                var seats = 1
                for (place, other) in live.enumerated() where place != index {
                    let (here, there) = (self.place(one.service), self.place(other.service))
                    for taken in other.uses
                    where taken.resource == use.resource
                        && withWays(taken.shown, at: there, from: here).overlaps(use.shown)
                    {
                        let capacity = services[one.service]?.capacity ?? 1
                        guard capacity > 1, other.service == one.service, taken.shown == use.shown
                        else {
                            return "\(one) and \(other)"
                        }
                        seats += 1
                        if seats > Int(capacity) { return "session over capacity: \(one)" }
                    }
                }
            }
        }
        return nil
    }
}
