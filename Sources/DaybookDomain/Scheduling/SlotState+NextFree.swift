extension SlotState {
    /// The next start at which a service can be had with each of the resources of its first group,
    /// the earliest first, of equals in the group's order; those that have none are left out.
    ///
    /// - Complexity: O(resources of the group × resources of the service × minutes / 64).
    package func nextFree(
        of service: Service,
        in window: Range<Minute>,
        now: Instant
    ) -> [(start: Minute, resource: UInt16)] {
        guard let group = service.groups.first else { return [] }
        var found: [(start: Minute, resource: UInt16)] = []
        for resource in group.resources where !found.contains(where: { $0.resource == resource }) {
            let starts = starts(of: service, in: window, resource: resource, now: now)
            if let start = starts.first { found.append((start, resource)) }
        }
        return found.enumerated()
            .sorted { ($0.element.start, $0.offset) < ($1.element.start, $1.offset) }
            .map(\.element)
    }
}
