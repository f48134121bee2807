public import DaybookDomain

extension SlotAvailability {
    /// The starts at which a service can be had in a window, in order: exactly those that `book`
    /// accepts.
    ///
    /// - Parameters:
    ///   - service: The service's number.
    ///   - window: UTC minutes; cut to the service's notice and horizon.
    ///   - resource: Only with this resource; 0 any.
    ///   - now: The instant that notice, horizon and holds are compared with.
    ///   - count: At most so many.
    /// - Returns: The free starts; empty for an unknown service.
    public func freeSlots(
        service number: UInt16,
        in window: Range<Minute>,
        resource: UInt16 = 0,
        now: Instant,
        count: Int = .max
    ) -> [FreeSlot] {
        guard let service = state.clinic.service(number) else { return [] }
        let starts = state.starts(of: service, in: window, resource: resource, now: now)
        var slots: [FreeSlot] = []
        for start in starts.first(min(count, starts.count)) {
            guard let taken = try? state.allot(service, at: start, resource: resource, now: now),
                let first = taken.first
            else { continue }
            slots.append(FreeSlot(start: start, resource: first.resource))
        }
        return slots
    }

    /// How many starts are free on each day of a window, by the zone of the clinic: a month at a
    /// glance.
    public func freeCounts(
        service number: UInt16,
        in window: Range<Minute>,
        resource: UInt16 = 0,
        now: Instant
    ) -> [(day: CivilDate, count: Int)] {
        guard let service = state.clinic.service(number),
            let settings = state.clinic.settings, let zone = state.clinic.zone(settings.zone)
        else { return [] }
        let starts = state.starts(of: service, in: window, resource: resource, now: now)
        var counts: [(day: CivilDate, count: Int)] = []
        starts.forEach { start in
            let day = zone.rules.wallTime(at: start.instant).date
            if counts.last?.day == day {
                counts[counts.count - 1].count += 1
            } else {
                counts.append((day, 1))
            }
        }
        return counts
    }
}
