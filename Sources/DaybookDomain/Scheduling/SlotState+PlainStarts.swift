extension SlotState {
    /// Adds the starts at which a resource is free for a service, on no grid and not cut to the
    /// window, if they can be told by its hours and bookings alone: the usual case, in one pass.
    ///
    /// The general way gives the same and more slowly; it is for seats in sessions, long runs, time
    /// before a start, gaps by the maximum policy, several locations, blocks and live holds nearby.
    /// - Returns: Whether it could be told so; if not, nothing was added.
    /// - Complexity: O(minutes of the window / 64 + holds); allocates nothing.
    func formUnionOfPlainStarts(
        _ union: inout MinuteSet,
        of service: Service,
        _ known: Resource,
        in window: Range<Minute>,
        _ now: Instant
    ) -> Bool {
        let length = Int(service.duration)
        let isApart = service.bufferAfter == 0 || service.bufferPolicy == .existingOnly
        let free = isApart ? length : length + Int(service.bufferAfter)
        guard service.capacity == 1, service.bufferBefore == 0, length > 0, known.places.isEmpty,
            service.location == 0 || service.location == known.location, free <= MinuteSet.shortRun,
            isApart || service.bufferPolicy == .additive
        else { return false }
        let number = Int(known.number)
        // A word more on each side: the pass looks at whole words, and at the one behind the window.
        let span = window.lowerBound.advanced(by: -64)..<window.upperBound.advanced(by: 128)
        guard openRevision == clinic.revision, number < openTime.count,
            openWindow.lowerBound <= span.lowerBound, span.upperBound <= openWindow.upperBound,
            number < calendars.count
        else { return false }
        guard calendars[number].isClear(in: span, now: now) else { return false }
        union.formUnionOfStarts(
            open: length,
            free: free,
            at: openTime[number],
            without: calendars[number].booked,
            layer: TimeLayer.footprint.rawValue
        )
        return true
    }
}

extension ResourceCalendar {
    /// Whether nothing but bookings can take time in a span: nothing was ever blocked, and no live
    /// hold lies in it. O(holds).
    fileprivate func isClear(in span: Range<Minute>, now: Instant) -> Bool {
        guard blocked.isEmpty else { return false }
        for hold in holds where hold.expiry > now {
            if hold.footprint.minutes(.footprint).overlaps(span) { return false }
        }
        return true
    }
}
