internal import DaybookDomain

/// What a file says of a clinic, with numbers in place of ids.
struct ClinicContent {
    var settings: ClinicSettings?
    /// Only the zones that the log doesn't hold.
    var zones: [Zone] = []
    var locations: [Location] = []
    var resources: [Resource] = []
    var services: [Service] = []
    var channels: [ChannelPolicy] = []

    /// What must be appended so that the clinic says the same: zones, locations, resources,
    /// services, channels, settings, and last what is withdrawn, users before what they use.
    func difference(from clinic: Clinic) -> [Definition] {
        var result = zones.map(Definition.zone)
        for location in locations {
            let held = clinic.location(location.number)
            if held?.inFileOrder != location.inFileOrder { result.append(.location(location)) }
        }
        for resource in resources {
            let held = clinic.resource(resource.number)
            if held?.inFileOrder != resource.inFileOrder { result.append(.resource(resource)) }
        }
        for service in services where clinic.service(service.number) != service {
            result.append(.service(service))
        }
        for policy in channels where clinic.channel(policy.channel) != policy {
            result.append(.channel(policy))
        }
        if let settings, clinic.settings != settings { result.append(.clinic(settings)) }
        return result + withdrawals(from: clinic)
    }

    private func withdrawals(from clinic: Clinic) -> [Definition] {
        let channels = Set(channels.map(\.channel))
        let services = Set(services.map(\.number))
        let resources = Set(resources.map(\.number))
        let locations = Set(locations.map(\.number))
        var result: [Definition] = []
        for policy in clinic.channels where !channels.contains(policy.channel) {
            result.append(.withdrawChannel(policy.channel))
        }
        for service in clinic.services where !services.contains(service.number) {
            result.append(.withdrawService(service.number))
        }
        for resource in clinic.resources where !resources.contains(resource.number) {
            result.append(.withdrawResource(resource.number))
        }
        for location in clinic.locations where !locations.contains(location.number) {
            result.append(.withdrawLocation(location.number))
        }
        return result
    }
}

extension Location {
    /// The same with its exceptions in the order of the file, so that order alone is no change.
    var inFileOrder: Location {
        var location = self
        location.exceptions = exceptions.inFileOrder
        return location
    }
}

extension Resource {
    /// The same with its exceptions in the order of the file, so that order alone is no change.
    var inFileOrder: Resource {
        var resource = self
        resource.exceptions = exceptions.inFileOrder
        return resource
    }
}
