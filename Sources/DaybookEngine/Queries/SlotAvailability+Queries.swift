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
        guard let service = state.clinic.service(number), count > 0 else { return [] }
        let window = state.bookable(window, service, now: now)
        let only = state.onlyChoice(for: service, asked: resource)
        var slots: [FreeSlot] = []
        slots.reserveCapacity(min(count, SlotAvailability.fewSlots))
        var from = window.lowerBound
        // Whoever asks for the first few gets them from the first days that have some.
        var minutes = count == .max ? Int.max : SlotAvailability.firstLookMinutes
        while from < window.upperBound, slots.count < count {
            let left = Int(window.upperBound.value) - Int(from.value)
            let until = from.advanced(by: min(left, minutes))
            let found = state.starts(of: service, in: from..<until, resource: resource, now: now)
            var next = found.first
            while let start = next, slots.count < count {
                if let only {
                    slots.append(FreeSlot(start: start, resource: only))
                } else if let first = try? state.allot(
                    service,
                    at: start,
                    resource: resource,
                    now: now
                ).first {
                    slots.append(FreeSlot(start: start, resource: first.resource))
                }
                next = found.first(atOrAfter: start.advanced(by: 1))
            }
            from = until
            minutes = min(minutes, .max / 2) * 2
        }
        return slots
    }

    /// How far ahead the first look for a few starts goes, in minutes; each further one goes twice
    /// as far.
    private static let firstLookMinutes = 1_440

    /// For so many slots room is made at once.
    private static let fewSlots = 16

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
        var from = window.lowerBound
        while let first = starts.first(atOrAfter: from) {
            let (day, end) = zone.rules.day(at: first)
            let count = starts.count(in: first..<end)
            if counts.last?.day == day {
                counts[counts.count - 1].count += count
            } else {
                counts.append((day, count))
            }
            from = end
        }
        return counts
    }
    /// How many starts a service has in a window with each resource that can be asked for, by
    /// ascending number: as many as ``freeSlots(service:in:resource:now:count:)`` lists with it.
    public func freeCountsByResource(
        service number: UInt16,
        in window: Range<Minute>,
        now: Instant
    ) -> [(resource: UInt16, count: Int)] {
        guard let service = state.clinic.service(number) else { return [] }
        return state.countsByResource(of: service, in: window, now: now)
    }
}
