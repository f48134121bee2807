/// The clinic as the log defines it: places, people, services, channels.
public struct Clinic: Sendable {
    /// Its settings, once configured.
    public private(set) var settings: ClinicSettings?
    /// Zones by number − 1.
    public private(set) var zones: [Zone] = []
    /// Who acted so far, by number − 1.
    public private(set) var actors: [Actor] = []
    private var locationSlots: [Location?] = []
    private var resourceSlots: [Resource?] = []
    private var serviceSlots: [Service?] = []
    private var channelSlots: [ChannelPolicy?] = Array(repeating: nil, count: 256)
    /// Rises with every change, so that what is derived from the clinic knows when it is stale.
    public internal(set) var revision: UInt64 = 0

    /// An empty clinic.
    public init() {}

    /// The locations in use, by number.
    public var locations: [Location] { locationSlots.compactMap(\.self) }
    /// The resources in use, by number.
    public var resources: [Resource] { resourceSlots.compactMap(\.self) }
    /// The services offered, by number.
    public var services: [Service] { serviceSlots.compactMap(\.self) }
    /// The channels served, by number.
    public var channels: [ChannelPolicy] { channelSlots.compactMap(\.self) }
    /// The highest number ever given to a location, resource and service: numbers are never used
    /// again.
    package var numbersUsed: (locations: Int, resources: Int, services: Int) {
        (
            max(0, locationSlots.count - 1), max(0, resourceSlots.count - 1),
            max(0, serviceSlots.count - 1)
        )
    }

    /// The location with that number, if in use. O(1).
    public func location(_ number: UInt16) -> Location? { Clinic.find(number, locationSlots) }
    /// The resource with that number, if in use. O(1).
    public func resource(_ number: UInt16) -> Resource? { Clinic.find(number, resourceSlots) }
    /// The service with that number, if offered. O(1).
    public func service(_ number: UInt16) -> Service? { Clinic.find(number, serviceSlots) }
    /// The policy of that channel, if served. O(1).
    public func channel(_ channel: Channel) -> ChannelPolicy? {
        channelSlots[Int(channel.rawValue)]
    }

    /// The zone with that number. O(1).
    public func zone(_ number: UInt16) -> Zone? {
        number >= 1 && Int(number) <= zones.count ? zones[Int(number) - 1] : nil
    }

    /// The service with that key, if offered. O(services).
    public func service(key: String) -> Service? { services.first { $0.key == key } }
    /// The resource with that key, if in use. O(resources).
    public func resource(key: String) -> Resource? { resources.first { $0.key == key } }

    /// The hours in which a resource can be booked: its own or its location's, with the holidays of
    /// its location.
    public func openingHours(of resource: Resource) -> OpeningHours? {
        guard let location = location(resource.location), let zone = zone(location.zone) else {
            return nil
        }
        return try? OpeningHours(
            weekly: resource.hours ?? location.hours,
            exceptions: location.exceptions + resource.exceptions,
            zone: zone.rules
        )
    }

    /// The clinic's own hours: those of its first location; what targets in opening hours are
    /// counted by.
    public var openingHours: OpeningHours? {
        guard let location = locations.first, let zone = zone(location.zone) else { return nil }
        return try? OpeningHours(
            weekly: location.hours,
            exceptions: location.exceptions,
            zone: zone.rules
        )
    }

    /// What a booking's `detail` says: zone number in the upper half, UTC offset in minutes in the
    /// lower.
    package func zoneDetail(
        of footprints: [Footprint],
        for service: UInt16,
        at start: Minute
    ) -> UInt32 {
        guard let first = footprints.first,
            let location = location(ofResource: first.resource, for: service),
            let zone = zone(location.zone)
        else { return 0 }
        let offset = Int16(clamping: Int(zone.rules.offsetSeconds(at: start.instant)) / 60)
        return UInt32(location.zone) << 16 | UInt32(UInt16(bitPattern: offset))
    }

    /// The zone by whose wall time a service is booked: that of its location, else that of the
    /// resource asked for, or of the first resource of its first group.
    package func zone(of service: Service, resource: UInt16 = 0) -> Zone? {
        let number = resource == 0 ? service.groups.first?.resources.first ?? 0 : resource
        let place =
            service.location != 0 ? service.location : self.resource(number)?.location ?? 0
        return location(place).flatMap { zone($0.zone) }
    }

    /// Takes over a definition.
    package mutating func apply(_ definition: Definition) {
        revision += 1
        switch definition {
        case .zone(let zone):
            guard zone.number >= 1, Int(zone.number) <= zones.count + 1 else { return }
            if Int(zone.number) == zones.count + 1 {
                zones.append(zone)
            } else {
                zones[Int(zone.number) - 1] = zone
            }
        case .location(let location): Clinic.put(location, at: location.number, &locationSlots)
        case .resource(let resource): Clinic.put(resource, at: resource.number, &resourceSlots)
        case .service(let service): Clinic.put(service, at: service.number, &serviceSlots)
        case .channel(let policy): channelSlots[Int(policy.channel.rawValue)] = policy
        case .clinic(let settings): self.settings = settings
        case .actor(let actor):
            if Int(actor.number) == actors.count + 1 { actors.append(actor) }
        case .withdrawLocation(let number): Clinic.put(nil, at: number, &locationSlots)
        case .withdrawResource(let number): Clinic.put(nil, at: number, &resourceSlots)
        case .withdrawService(let number): Clinic.put(nil, at: number, &serviceSlots)
        case .withdrawChannel(let channel): channelSlots[Int(channel.rawValue)] = nil
        }
    }

    private static func find<Value>(_ number: UInt16, _ slots: [Value?]) -> Value? {
        Int(number) < slots.count ? slots[Int(number)] : nil
    }

    private static func put<Value>(_ value: Value?, at number: UInt16, _ slots: inout [Value?]) {
        while slots.count <= Int(number) { slots.append(nil) }
        slots[Int(number)] = value
    }
}
