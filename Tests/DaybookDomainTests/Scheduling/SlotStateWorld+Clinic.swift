import DaybookDomain

/// What random clinics are made of.
extension World {
    /// A second location, which states the way to the first.
    static func there(_ random: inout SeededGenerator) throws -> Location {
        var location = Location(
            number: 2,
            key: "there",
            name: "There",
            zone: 1,
            hours: try hours(&random)
        )
        let minutes = [0, 10, 25, 60, 200].randomElement(using: &random) ?? 25
        location.travel = [Location.Travel(to: 1, minutes: UInt16(minutes))]
        return location
    }

    static func hours(_ random: inout SeededGenerator) throws -> WeeklyHours {
        var hours = WeeklyHours()
        for weekday in Weekday.allCases {
            let intervals: [WallInterval?] =
                switch Int.random(in: 0..<5, using: &random) {
                case 0: [WallInterval(open: 0, close: 1_440)]
                case 1:
                    [WallInterval(open: 480, close: 720), WallInterval(open: 780, close: 1_020)]
                case 2: [WallInterval(open: 1_320, close: 1_560)]
                case 3:
                    [
                        WallInterval(
                            open: .random(in: 0...700, using: &random),
                            close: .random(in: 800...1_800, using: &random)
                        )
                    ]
                default:
                    [WallInterval(open: 90, close: 240), WallInterval(open: 540, close: 1_005)]
                }
            try hours.set(intervals.compactMap(\.self), on: weekday)
        }
        return hours
    }

    static func service(
        _ number: UInt16,
        of resources: [UInt16],
        _ random: inout SeededGenerator
    ) -> Service {
        func pick<Value>(_ values: [Value]) -> Value {
            values[Int.random(in: 0..<values.count, using: &random)]
        }
        var service = Service(
            number: number,
            key: "s\(number)",
            name: "S",
            duration: pick([5, 20, 30, 45, 60, 100])
        )
        service.bufferBefore = pick([0, 0, 5, 15, 40])
        service.bufferAfter = pick([0, 0, 10, 30])
        service.bufferPolicy = pick(BufferPolicy.allCases)
        service.alignment = pick([1, 5, 10, 15, 15, 30, 60, 7, 50])
        service.notice = pick([0, 0, 30, 1_440])
        service.horizonDays = pick([2, 4, 6])
        service.capacity = pick([1, 1, 1, 2, 3])
        service.noShowGrace = pick([0, 10, 45])
        service.choice = pick(ChoicePolicy.allCases)
        for index in 0..<pick([1, 1, 2, 3]) {
            var members = resources.shuffled(using: &random)
            members.removeLast(Int.random(in: 0..<members.count, using: &random))
            service.groups.append(
                ResourceGroup(name: "g\(index)", needed: pick([1, 1, 1, 2]), resources: members)
            )
        }
        return service
    }
}
