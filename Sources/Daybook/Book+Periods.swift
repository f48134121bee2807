public import DaybookDomain
public import DaybookEngine

extension Book {
    /// A resource's time as periods, in order, without gaps: when it is busy, blocked, held, closed
    /// or free, and nobody's name.
    ///
    /// - Parameters:
    ///   - resource: The resource's number.
    ///   - window: UTC minutes, at most ``DaybookDomain/SlotState/windowDaysMax`` days; cut to the
    ///     last eight weeks and what comes after, since what was taken before is not kept at hand.
    ///   - now: The instant that holds are compared with; `nil` the clock.
    /// - Returns: Nothing for a resource that is not in use.
    public func periods(
        of resource: UInt16,
        in window: Range<Minute>,
        asOf now: Instant? = nil
    ) throws(BookError) -> [CalendarPeriod] {
        try read(asOf: now) { $0.periods(of: resource, in: window, now: $1) }
    }

    /// The next start at which a service can be had with each resource of its first group, the
    /// earliest first.
    public func nextFree(
        service: UInt16,
        in window: Range<Minute>,
        asOf now: Instant? = nil
    ) throws(BookError) -> [FreeSlot] {
        try read(asOf: now) { $0.nextFree(service: service, in: window, now: $1) }
    }

    /// The earliest time at which several services can be had one after the other, in this order,
    /// with what each would take; booked in order, all are accepted.
    ///
    /// - Parameter gap: The most minutes between one's end and the next one's start.
    /// - Returns: `nil` if there is none in the window, or none was found in a bounded search.
    public func earliestSequence(
        _ services: [UInt16],
        in window: Range<Minute>,
        gap: Int = 0,
        asOf now: Instant? = nil
    ) throws(BookError) -> [[Footprint]]? {
        try refresh()
        // The search may take a while: on a copy, so that the writer does not wait for it.
        let slots = live.copy().0.slots
        let now = now ?? Instant(milliseconds: options.clock())
        return slots.earliestSequence(services, in: window, gap: gap, now: now)
    }

    private func read<Result: Sendable>(
        asOf now: Instant?,
        _ body: (SlotAvailability, Instant) -> Result
    ) throws(BookError) -> Result {
        try refresh()
        let now = now ?? Instant(milliseconds: options.clock())
        return live.read { projections, _ in body(projections.slots, now) }
    }
}
