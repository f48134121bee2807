/// Which half-hours of which practitioner are still free, as the simulated people see them: they
/// choose from what is offered, so nearly every wish can be met.
struct SimulatedDiary {
    private var taken: [UInt64]
    private let days: Int

    /// One word a practitioner and day: bit h is half-hour h.
    init(resources: Int, days: Int) {
        self.days = days
        taken = Array(repeating: 0, count: (resources + 1) * days)
    }

    /// Finds and takes the first free run of half-hours on a day; `nil` if the day is full.
    mutating func take(resource: Int, day: Int, halfHours: Int, from skip: Int) -> Int? {
        guard day >= 0, day < days else { return nil }
        let place = resource * days + day
        let open = SimulatedClinic.openHalfHours
        for index in open.indices {
            let first = open[(index + skip) % open.count]
            var mask: UInt64 = 0
            for step in 0..<halfHours { mask |= 1 << UInt64(first + step) }
            guard taken[place] & mask == 0, first + halfHours - 1 < 34,
                first >= 26 || first + halfHours <= 24
            else { continue }
            taken[place] |= mask
            return first
        }
        return nil
    }

    mutating func free(resource: Int, day: Int, halfHour: Int, halfHours: Int) {
        guard day >= 0, day < days else { return }
        for step in 0..<halfHours {
            taken[resource * days + day] &= ~(1 << UInt64(halfHour + step))
        }
    }
}
