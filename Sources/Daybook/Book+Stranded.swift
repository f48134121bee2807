public import DaybookDomain
internal import DaybookEngine

extension Book {
    /// The live bookings of a resource that overlap a window: whom a block would leave stranded.
    ///
    /// - Complexity: O(facts): folded from the log for this question.
    public func bookings(
        of resource: UInt16,
        overlapping window: Range<Minute>
    ) throws(BookError) -> [StrandedBooking] {
        try strandedBookings { footprint in
            let shown = footprint.start..<footprint.start.advanced(by: Int(footprint.length))
            return footprint.resource == resource && shown.overlaps(window) ? .blocked : nil
        }
    }

    /// The bookings from now on that definitions would leave outside the opening hours, or without
    /// their resource.
    ///
    /// - Complexity: O(facts + future bookings).
    public func bookingsStranded(
        by definitions: [Definition]
    ) throws(BookError) -> [StrandedBooking] {
        var after = try clinic()
        for definition in definitions { after.apply(definition) }
        let now = Instant(milliseconds: options.clock())
        var hours: [UInt16: OpeningHours] = [:]
        for resource in after.resources {
            hours[resource.number] = after.openingHours(of: resource)
        }
        return try strandedBookings { footprint in
            guard footprint.start.instant >= now else { return nil }
            guard let open = hours[footprint.resource] else { return .notConfigured }
            let shown = footprint.start..<footprint.start.advanced(by: Int(footprint.length))
            return open.openMinutes(in: shown).contains(shown) ? nil : .outsideHours
        }
    }

    /// Live bookings with their first footprint for which there is a reason, in the order of their
    /// starts.
    private func strandedBookings(
        _ reason: (Footprint) -> Reason?
    ) throws(BookError) -> [StrandedBooking] {
        var booked = BookedTimes()
        try replay(&booked)
        var found: [StrandedBooking] = []
        for (subject, entry) in booked.entries {
            for footprint in entry.footprints {
                guard let reason = reason(footprint) else { continue }
                found.append(StrandedBooking(subject, entry.service, footprint, reason))
                break
            }
        }
        return found.sorted { ($0.start, $0.appointment) < ($1.start, $1.appointment) }
    }
}
