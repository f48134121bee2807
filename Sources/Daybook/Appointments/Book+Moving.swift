public import DaybookDomain
public import DaybookEngine

extension Book {
    /// The starts to which a booked appointment can be moved: exactly those that `reschedule` accepts
    /// now, its own time counted as free.
    ///
    /// - Parameters:
    ///   - appointment: Its number.
    ///   - window: UTC minutes; cut to the service's notice and horizon.
    ///   - resource: Only with this resource; 0 any.
    ///   - now: The instant that notice, horizon and holds are compared with; `nil` the clock.
    ///   - count: At most so many.
    /// - Returns: `nil` if there is no such appointment, or it is not booked.
    /// - Throws: ``BookError``.
    public func freeSlots(
        moving appointment: UInt64,
        in window: Range<Minute>,
        resource: UInt16 = 0,
        asOf now: Instant? = nil,
        count: Int = .max
    ) throws(BookError) -> [FreeSlot]? {
        let now = now ?? Instant(milliseconds: options.clock())
        guard let booked = try self.appointment(appointment), booked.status(asOf: now) == .booked
        else { return nil }
        try refresh()
        return live.read { projections, _ in
            projections.slots.freeSlots(
                moving: booked,
                in: window,
                resource: resource,
                now: now,
                count: count
            )
        }
    }
}
