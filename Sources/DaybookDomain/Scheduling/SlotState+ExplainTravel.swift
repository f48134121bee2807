extension SlotState {
    /// What is near enough in time but too far away: what a resource does at another location, with
    /// the definitions of both, which say how long the way is.
    func ways(
        _ wanted: Footprint,
        _ service: Service,
        _ known: Resource,
        _ taken: [TimeEvidence.Taking],
        _ evidence: TimeEvidence
    ) -> [Obstacle] {
        guard !known.places.isEmpty else { return [] }
        let place = clinic.place(of: known, for: service)
        var found: [Obstacle] = []
        for other in taken {
            let there =
                other.expiry != nil
                ? clinic.place(of: known, for: clinic.service(other.service))
                : other.place == 0 ? known.location : other.place
            let (theirs, theirWhole) = (
                other.footprint.minutes(.shown), other.footprint.minutes(.footprint)
            )
            let ways = clinic.minutes(theirWhole, at: there, seenFrom: place)
            let shownWays = clinic.minutes(theirs, at: there, seenFrom: place)
            guard wanted.meets(shownWays, ways, service.bufferPolicy),
                !wanted.meets(theirs, theirWhole, service.bufferPolicy)
            else { continue }
            let places = evidence.sequences([.location(place), .location(there)])
            found.append(Obstacle(.travel, minutes: ways, facts: places + [other.sequence]))
        }
        return found
    }
}
