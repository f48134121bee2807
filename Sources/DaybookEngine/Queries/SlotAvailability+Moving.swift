public import DaybookDomain

extension SlotAvailability {
    /// The starts to which a booked appointment can be moved, in order: exactly those that
    /// `reschedule` accepts, its own time counted as free.
    ///
    /// - Parameters:
    ///   - appointment: The appointment as it stands.
    ///   - window: UTC minutes; cut to the service's notice and horizon.
    ///   - resource: Only with this resource; 0 any.
    ///   - now: The instant that notice, horizon and holds are compared with.
    ///   - count: At most so many.
    /// - Returns: Nothing for an appointment that is not booked.
    public func freeSlots(
        moving appointment: Appointment,
        in window: Range<Minute>,
        resource: UInt16 = 0,
        now: Instant,
        count: Int = .max
    ) -> [FreeSlot] {
        guard appointment.status(asOf: now) == .booked,
            let service = state.clinic.service(appointment.service)
        else { return [] }
        return state.starts(
            moving: appointment.footprints,
            of: service,
            in: window,
            resource: resource,
            now: now,
            count: count
        ).map { FreeSlot(start: $0.start, resource: $0.resource) }
    }
}
