public import DaybookDomain
internal import DaybookEngine

extension Book {
    /// The live bookings and holds of a resource that overlap a window: whom a block would leave
    /// stranded.
    ///
    /// - Complexity: O(facts): folded from the log for this question.
    public func bookings(
        of resource: UInt16,
        overlapping window: Range<Minute>
    ) throws(BookError) -> [StrandedBooking] {
        try strandedBookings { _, footprint in
            let shown = footprint.start..<footprint.start.advanced(by: Int(footprint.length))
            return footprint.resource == resource && shown.overlaps(window) ? .blocked : nil
        }
    }

    /// The bookings and live holds from now on that definitions would leave outside the opening
    /// hours, or without their resource.
    ///
    /// - Complexity: O(facts + future bookings).
    public func bookingsStranded(
        by definitions: [Definition]
    ) throws(BookError) -> [StrandedBooking] {
        var after = try clinic()
        for definition in definitions { after.apply(definition) }
        let now = Instant(milliseconds: options.clock())
        var hours: [Spot: OpeningHours] = [:]
        for resource in after.resources {
            for place in [resource.location] + resource.places.map(\.location) {
                hours[Spot(resource: resource.number, place: place)] =
                    after.openingHours(of: resource, at: place)
            }
        }
        return try strandedBookings { service, footprint in
            guard footprint.start.instant >= now else { return nil }
            guard let known = after.resource(footprint.resource) else { return .notConfigured }
            let place = after.place(of: known, for: after.service(service))
            guard let open = hours[Spot(resource: known.number, place: place)] else {
                return .notConfigured
            }
            let shown = footprint.start..<footprint.start.advanced(by: Int(footprint.length))
            return open.openMinutes(in: shown).contains(shown) ? nil : .outsideHours
        }
    }

    /// A resource at a location.
    private struct Spot: Hashable {
        var resource: UInt16
        var place: UInt16
    }

    /// Live bookings and holds with their first footprint for which there is a reason, in the order
    /// of their starts.
    private func strandedBookings(
        _ reason: (_ service: UInt16, Footprint) -> Reason?
    ) throws(BookError) -> [StrandedBooking] {
        var booked = BookedTimes()
        try replay(&booked)
        var found: [StrandedBooking] = []
        for (subject, entry) in booked.entries {
            for footprint in entry.footprints {
                guard let reason = reason(entry.service, footprint) else { continue }
                found.append(StrandedBooking(subject, entry.service, footprint, reason))
                break
            }
        }
        let now = Instant(milliseconds: options.clock())
        var seen: Set<UInt64> = []
        for hold in try view(at: .max, now: now).slots.state.liveHolds(now: now) {
            guard !seen.contains(hold.subject), let reason = reason(hold.service, hold.footprint)
            else { continue }
            seen.insert(hold.subject)
            var stranded = StrandedBooking(hold.subject, hold.service, hold.footprint, reason)
            stranded.heldUntil = hold.expiry
            found.append(stranded)
        }
        return found.sorted { ($0.start, $0.appointment) < ($1.start, $1.appointment) }
    }
}
