import DaybookDomain

/// Clinics in any zone around any change of its clocks, whose rules change while they are open.
extension World {
    /// The rules of some zone of this machine, and a midnight a few days before one of its changes.
    static func anywhere(_ random: inout SeededGenerator) throws -> (ZoneRules, Minute) {
        let name = ZoneFiles.names.randomElement(using: &random) ?? "UTC"
        let rules = try ZoneFiles.rules(name)
        // Offsets that are no whole minutes ended in 1972.
        let changes = (0..<rules.transitionCount).map { rules.transition(at: $0).second }
            .filter { (94_694_400..<4_102_444_800).contains($0) }
        let second = changes.randomElement(using: &random) ?? 1_767_225_600
        let day = second / 86_400 - .random(in: 0...6, using: &random)
        return (rules, Minute(Int32(day * 1_440)))
    }

    /// Lists the open minutes of every resource anew, for the naive scheduler.
    mutating func listOpenMinutes() throws {
        for number in naive.resources {
            let hours = try OpeningHours(
                weekly: own[number]?.hours ?? clinic.hours,
                exceptions: clinic.exceptions + (own[number]?.exceptions ?? []),
                zone: naive.zone
            )
            naive.open[NaiveScheduler.Spot(resource: number, place: 1)] =
                NaiveHours(hours, from: Int64(first.value) * 60, days: World.days).isOpen
            guard let there, let place = own[number]?.places.first else { continue }
            let away = try OpeningHours(
                weekly: place.hours ?? there.hours,
                exceptions: there.exceptions + (own[number]?.exceptions ?? []),
                zone: naive.zone
            )
            naive.open[NaiveScheduler.Spot(resource: number, place: 2)] =
                NaiveHours(away, from: Int64(first.value) * 60, days: World.days).isOpen
        }
    }

    /// Other hours, holidays or rules of a service, from now on. The capacity stays.
    mutating func reconfigure() throws {
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
            clinic.hours = try World.hours(&random)
        case 1:
            clinic.exceptions = try exceptions()
        case 2:
            let number = UInt16.random(in: 1...UInt16(naive.resources.count), using: &random)
            var resource = Resource(
                number: number,
                key: "o",
                name: "O",
                role: .room,
                location: 1
            )
            if Bool.random(using: &random) { resource.hours = try World.hours(&random) }
            resource.exceptions = try exceptions()
            resource.places = own[number]?.places ?? []
            own[number] = resource
            try diary.perform(.configure([.resource(resource)]))
        default:
            let number = UInt16.random(in: 1...3, using: &random)
            guard let old = naive.services[number] else { return }
            var service = World.service(number, of: naive.resources.sorted(), &random)
            service.capacity = old.capacity
            service.location = old.location
            naive.define(service)
            try diary.perform(.configure([.service(service)]))
        }
        let location = Location(
            number: 1,
            key: "here",
            name: "Here",
            zone: 1,
            hours: clinic.hours,
            exceptions: clinic.exceptions
        )
        try diary.perform(.configure([.location(location)]))
        try listOpenMinutes()
    }

    private mutating func exceptions() throws -> [HoursException] {
        try (0..<Int.random(in: 0...3, using: &random)).map { _ in
            let day = first.value / 1_440 + .random(in: 0..<Int32(World.days), using: &random)
            let open = Int.random(in: 0...1_400, using: &random)
            let close = Int.random(in: (open + 1)...1_600, using: &random)
            let intervals = [WallInterval(open: open, close: close)].compactMap(\.self)
            let effects: [HoursException.Effect] = [
                .closed, .replaced(by: intervals), .extra(intervals), .without(intervals),
            ]
            return try HoursException(
                on: CivilDate(dayNumber: day),
                effects.randomElement(using: &random) ?? .closed,
                layer: HoursException.Layer.allCases.randomElement(using: &random) ?? .exception
            )
        }
    }
}
