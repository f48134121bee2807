internal import DaybookDomain
internal import DaybookEngine

extension Book {
    /// The booked appointments from now on whose recorded instant and told wall time differ under
    /// the zone rules in force; each is settled by ``Command/reresolve(subject:keep:)``.
    ///
    /// - Complexity: O(facts + future bookings × log facts).
    public func appointmentsMovedByZones() throws(BookError) -> [MovedByZone] {
        let clinic = try clinic()
        let now = Instant(milliseconds: options.clock())
        var booked = BookedTimes()
        try replay(&booked)
        var found: [MovedByZone] = []
        for (subject, entry) in booked.entries {
            guard let start = entry.footprints.first?.start, start.instant >= now,
                let appointment = try appointment(subject),
                appointment.status(asOf: now) == .booked,
                let shift = clinic.shift(of: appointment), shift != 0
            else { continue }
            found.append(
                MovedByZone(
                    appointment: subject,
                    start: start,
                    resolved: start.advanced(by: shift),
                    toldBy: appointment.zone,
                    service: appointment.service
                )
            )
        }
        return found.sorted { ($0.start, $0.appointment) < ($1.start, $1.appointment) }
    }
}
