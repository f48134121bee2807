extension Clinic {
    /// The hours of a location, with its holidays; `nil` if it is not in use.
    public func openingHours(ofLocation number: UInt16) -> OpeningHours? {
        guard let location = location(number), let zone = zone(location.zone) else { return nil }
        return try? OpeningHours(
            weekly: location.hours,
            exceptions: location.exceptions,
            zone: zone.rules
        )
    }

    /// The location at which a service is had: its own, else that of its first group's first
    /// resource, or the clinic's first where the service is unknown; 0 without locations.
    public func location(ofService number: UInt16) -> UInt16 {
        if let location = service(number)?.location, location != 0 { return location }
        if let resource = service(number)?.groups.first?.resources.first.flatMap(resource) {
            return resource.location
        }
        return locations.first?.number ?? 0
    }
}
