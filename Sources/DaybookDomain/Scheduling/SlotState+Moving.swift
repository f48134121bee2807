extension SlotState {
    /// The starts to which a booked appointment can be moved, with the resource that it would take of
    /// its first group: exactly those that `reschedule` accepts, since its own time is not in its
    /// way.
    ///
    /// - Parameters:
    ///   - own: What it takes now.
    ///   - service: Its service.
    ///   - window: UTC minutes; cut to the service's notice and horizon.
    ///   - resource: Only with this resource; 0 any.
    ///   - count: At most so many.
    /// - Complexity: As ``starts(of:in:resource:now:)``, and one choice of resources for each start
    ///   and each minute around its own time.
    package func starts(
        moving own: [Footprint],
        of service: Service,
        in window: Range<Minute>,
        resource: UInt16,
        now: Instant,
        count: Int = .max
    ) -> [(start: Minute, resource: UInt16)] {
        let window = bookable(window, service, now: now)
        let free = starts(of: service, in: window, resource: resource, now: now)
        let near = reach(of: own, service)
        var found: [(start: Minute, resource: UInt16)] = []
        var from = window.lowerBound
        while from < window.upperBound, found.count < count {
            let start: Minute
            if near.contains(from) {
                // Here its own time may be all that is in the way.
                start = from
            } else if let next = free.first(atOrAfter: from) {
                start = from < near.lowerBound ? min(next, near.lowerBound) : next
            } else if from < near.lowerBound {
                start = near.lowerBound
            } else {
                break
            }
            from = start.advanced(by: 1)
            guard start < window.upperBound else { break }
            let isSame =
                own.first?.start == start
                && (resource == 0 || own.contains { $0.resource == resource })
            guard !isSame,
                let first = try? allot(
                    service,
                    at: start,
                    resource: resource,
                    now: now,
                    ignoring: own
                ).first
            else { continue }
            found.append((start, first.resource))
        }
        return found
    }

    /// The starts that an appointment's own time can stand in the way of: within its buffers, the
    /// service's own, and the longest way between locations.
    private func reach(of own: [Footprint], _ service: Service) -> Range<Minute> {
        let ways = clinic.locations.contains { !$0.travel.isEmpty } ? Location.travelMinutesMax : 0
        var reach = Minute(0)..<Minute(0)
        for footprint in own {
            let taken = footprint.minutes(.footprint)
            let before = Int(service.bufferBefore) + Int(service.duration)
            let first = taken.lowerBound.advanced(
                by: -before - Int(service.bufferAfter) - ways
            )
            let last = taken.upperBound.advanced(by: Int(service.bufferBefore) + ways + 1)
            reach =
                reach.isEmpty
                ? first..<last
                : min(reach.lowerBound, first)..<max(reach.upperBound, last)
        }
        return reach
    }
}
