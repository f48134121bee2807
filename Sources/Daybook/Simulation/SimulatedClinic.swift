internal import DaybookDomain

/// The clinic that a simulation plays: practitioners in teams of ten, each team with three
/// services.
struct SimulatedClinic {
    /// One service as the simulation books it.
    struct Offered {
        let service: UInt16
        /// Half-hours that a booking takes, its buffers included.
        let halfHours: Int
        let team: Range<Int>
    }

    let definitions: [Definition]
    let offered: [Offered]
    let zone: ZoneRules

    /// Half-hours of a day: 8 to 12 and 13 to 17.
    static let openHalfHours: [Int] = Array(16..<24) + Array(26..<34)

    init(_ plan: SimulationPlan) throws(BookError) {
        guard let bytes = ZoneFiles.bytes(of: "Europe/Berlin"),
            let zone = try? ZoneRules(tzif: bytes),
            let morning = WallInterval(open: 8 * 60, close: 12 * 60),
            let afternoon = WallInterval(open: 13 * 60, close: 17 * 60),
            let hours = try? WeeklyHours(
                [morning, afternoon],
                on: [.monday, .tuesday, .wednesday, .thursday, .friday]
            )
        else {
            throw BookError(
                .input,
                code: "no-zone",
                "this machine has no rules for Europe/Berlin",
                next: "install tzdata"
            )
        }
        self.zone = zone
        var definitions: [Definition] = [
            .zone(
                Zone(number: 1, name: "Europe/Berlin", release: ZoneFiles.release(), rules: zone)
            ),
            .location(
                Location(number: 1, key: "main", name: "Main house", zone: 1, hours: hours)
            ),
        ]
        for number in 1...max(1, plan.resources) {
            definitions.append(
                .resource(
                    Resource(
                        number: UInt16(number),
                        key: "dr-\(number)",
                        name: "Practitioner \(number)",
                        role: .practitioner,
                        location: 1
                    )
                )
            )
        }
        var offered: [Offered] = []
        for first in stride(from: 1, through: max(1, plan.resources), by: 10) {
            let team = first..<min(first + 10, plan.resources + 1)
            // Duration, buffer after, half-hours taken.
            for (duration, buffer, halfHours) in [(30, 0, 1), (25, 5, 1), (50, 10, 2)] {
                let number = UInt16(offered.count + 1)
                var service = Service(
                    number: number,
                    key: "team-\(first)-\(duration)",
                    name: "Visit \(duration)",
                    duration: UInt16(duration)
                )
                service.bufferAfter = UInt8(buffer)
                service.alignment = 30
                service.groups = [
                    ResourceGroup(name: "team", resources: team.map { UInt16($0) })
                ]
                definitions.append(.service(service))
                offered.append(Offered(service: number, halfHours: halfHours, team: team))
            }
        }
        for channel in Channel.allCases where plan.mix[channel, default: 0] > 0 {
            definitions.append(.channel(ChannelPolicy(channel: channel)))
        }
        definitions.append(
            .clinic(ClinicSettings(key: "simulated", name: "Simulated clinic", zone: 1))
        )
        self.definitions = definitions
        self.offered = offered
    }
}
