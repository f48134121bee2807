public import DaybookDomain

extension SlotAvailability {
    /// A resource's time as periods, in order, without gaps; empty for a resource not in use.
    ///
    /// What was taken more than ``DaybookDomain/SlotState/rememberedMinutes`` ago is not known any
    /// more: the window is cut to what is.
    /// - Complexity: O(days + minutes of the window / 64 + periods).
    public func periods(
        of resource: UInt16,
        in window: Range<Minute>,
        now: Instant
    ) -> [CalendarPeriod] {
        state.periods(of: resource, in: window, now: now)
    }

    /// The next start at which a service can be had with each of the resources of its first group,
    /// the earliest first; those that have none are left out.
    ///
    /// - Complexity: O(resources of the group × resources of the service × minutes / 64).
    public func nextFree(
        service number: UInt16,
        in window: Range<Minute>,
        now: Instant
    ) -> [FreeSlot] {
        guard let service = state.clinic.service(number) else { return [] }
        return state.nextFree(of: service, in: window, now: now).map {
            FreeSlot(start: $0.start, resource: $0.resource)
        }
    }

    /// The earliest time at which several services can be had one after the other, in this order,
    /// with what each would take; `nil` if there is none in the window or none was found in a
    /// bounded search.
    ///
    /// Booked in order, all of them are accepted.
    /// - Parameters:
    ///   - services: 1 to ``DaybookDomain/SlotState/sequenceMax`` services.
    ///   - gap: The most minutes between one's end and the next one's start.
    public func earliestSequence(
        _ services: [UInt16],
        in window: Range<Minute>,
        gap: Int,
        now: Instant
    ) -> [[Footprint]]? {
        state.earliestSequence(services, in: window, gap: gap, now: now)
    }
}
