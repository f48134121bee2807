extension Clinic {
    /// The number of the location at which a resource serves a service: the service's, or where
    /// the resource is at home. Holds also where the resource does not work there.
    package func place(of resource: Resource, for service: Service?) -> UInt16 {
        guard let service, service.location != 0 else { return resource.location }
        return service.location
    }

    /// The location at which a resource serves a service; `nil` if one of them is not in use.
    package func location(ofResource number: UInt16, for service: UInt16) -> Location? {
        resource(number).flatMap { location(place(of: $0, for: self.service(service))) }
    }

    /// The hours in which a resource can be booked at a location: its own there or the location's,
    /// with the holidays of the location; `nil` if it doesn't work there.
    package func openingHours(of resource: Resource, at place: UInt16) -> OpeningHours? {
        guard place != resource.location else { return openingHours(of: resource) }
        guard let there = resource.places.first(where: { $0.location == place }),
            let location = location(place), let zone = zone(location.zone)
        else { return nil }
        return try? OpeningHours(
            weekly: there.hours ?? location.hours,
            exceptions: location.exceptions + resource.exceptions,
            zone: zone.rules
        )
    }

    /// How many minutes it takes from one location to another: as the first states it, else as the
    /// second does, else none.
    package func travelMinutes(from one: UInt16, to other: UInt16) -> Int {
        guard one != other else { return 0 }
        let stated =
            location(one)?.travel.first { $0.location == other }
            ?? location(other)?.travel.first { $0.location == one }
        return Int(stated?.minutes ?? 0)
    }

    /// Minutes at one location, and the ways from another one to it and back: who is there then
    /// can't be at the other.
    func minutes(_ range: Range<Minute>, at one: UInt16, seenFrom other: UInt16) -> Range<Minute> {
        let first = range.lowerBound.advanced(by: -travelMinutes(from: other, to: one))
        return first..<range.upperBound.advanced(by: travelMinutes(from: one, to: other))
    }
}
