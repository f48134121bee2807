extension SlotState {
    /// Starts that calendars with the same hours and grid are looked through for.
    private struct Sought {
        let by: HoursAndGrid
        let starts: SoughtStarts
    }

    /// How many starts a service has in a window with each resource that can be asked for, by
    /// ascending number: as many as ``starts(of:in:resource:now:)`` finds with it.
    ///
    /// - Complexity: O(resources × minutes of the window / 64); of calendars that bookings alone tell,
    ///   only the starts that their hours leave are looked at.
    package func countsByResource(
        of service: Service,
        in window: Range<Minute>,
        now: Instant
    ) -> [(resource: UInt16, count: Int)] {
        let window = bookable(window, service, now: now)
        var sought: [Sought] = []
        return Set(service.groups.flatMap(\.resources)).sorted().map { resource in
            let count =
                plainCount(of: service, resource, in: window, now, &sought)
                ?? starts(of: service, in: window, resource: resource, now: now).count
            return (resource, count)
        }
    }

    /// The same of one resource; `nil` if its bookings alone don't tell it.
    private func plainCount(
        of service: Service,
        _ resource: UInt16,
        in window: Range<Minute>,
        _ now: Instant,
        _ sought: inout [Sought]
    ) -> Int? {
        // With one resource of one group, nothing else takes part.
        guard service.groups.count == 1, service.groups[0].needed == 1,
            let known = clinic.resource(resource),
            let hours = hoursAndGrid(of: known, for: service),
            let runs = shortRuns(of: service, known, in: window, now)
        else { return nil }
        let place: Int
        if let found = sought.firstIndex(where: { $0.by == hours }) {
            place = found
        } else {
            guard var starts = startsByHours(of: service, known, in: window) else { return nil }
            starts.cut(to: window)
            place = sought.count
            sought.append(Sought(by: hours, starts: SoughtStarts(starts)))
        }
        return sought[place].starts.count(
            free: runs.free,
            without: calendars.span[Int(resource)].booked,
            layer: TimeLayer.footprint.rawValue
        )
    }
}
