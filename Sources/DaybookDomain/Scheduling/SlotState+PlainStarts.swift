extension SlotState {
    /// What has to hold for a plain start: so many open minutes from it on, and so many that no
    /// booking covers.
    struct PlainRuns {
        var open: Int
        var free: Int
    }

    /// The runs by which a resource's starts can be told from its hours and bookings alone, which is
    /// the usual case; `nil` for seats in sessions, time before a start, gaps by the maximum policy,
    /// several locations, blocks and live holds nearby, and beyond the expanded hours.
    ///
    /// - Parameter span: All minutes that are looked at.
    private func plainRuns(
        of service: Service,
        _ known: Resource,
        in span: Range<Minute>,
        _ now: Instant
    ) -> PlainRuns? {
        let length = Int(service.duration)
        let isApart = service.bufferAfter == 0 || service.bufferPolicy == .existingOnly
        guard service.capacity == 1, service.bufferBefore == 0, length > 0, known.places.isEmpty,
            service.location == 0 || service.location == known.location,
            isApart || service.bufferPolicy == .additive
        else { return nil }
        let number = Int(known.number)
        guard knowsHours(of: known, in: span), number < calendars.count,
            calendars.span[number].isClear(in: span, now: now)
        else { return nil }
        return PlainRuns(
            open: length,
            free: isApart ? length : length + Int(service.bufferAfter)
        )
    }

    /// Whether the expanded hours of a resource are those of today's clinic, and reach that far.
    private func knowsHours(of known: Resource, in span: Range<Minute>) -> Bool {
        openRevision == clinic.revision && Int(known.number) < openTime.count
            && openWindow.lowerBound <= span.lowerBound
            && span.upperBound <= openWindow.upperBound
    }

    /// A word more on each side: a pass looks at whole words, and at the one behind the window.
    private func span(of window: Range<Minute>) -> Range<Minute> {
        window.lowerBound.advanced(by: -64)..<window.upperBound.advanced(by: 128)
    }

    /// Adds the starts at which a resource is free for a service, on no grid and not cut to the
    /// window, if they can be told by its hours and bookings alone, in one pass.
    ///
    /// The general way gives the same and more slowly.
    /// - Returns: Whether it could be told so; if not, nothing was added.
    /// - Complexity: O(minutes of the window / 64 + holds); allocates nothing.
    func formUnionOfPlainStarts(
        _ union: inout MinuteSet,
        of service: Service,
        _ known: Resource,
        in window: Range<Minute>,
        _ now: Instant
    ) -> Bool {
        guard let runs = shortRuns(of: service, known, in: window, now) else { return false }
        let number = Int(known.number)
        union.formUnionOfStarts(
            open: runs.open,
            free: runs.free,
            at: openTime.span[number],
            without: calendars.span[number].booked,
            layer: TimeLayer.footprint.rawValue
        )
        return true
    }

    /// The runs by which a resource's starts in a window can be told in one pass; `nil` if they can't.
    func shortRuns(
        of service: Service,
        _ known: Resource,
        in window: Range<Minute>,
        _ now: Instant
    ) -> PlainRuns? {
        guard let runs = plainRuns(of: service, known, in: span(of: window), now),
            runs.free <= MinuteSet.shortRun
        else { return nil }
        return runs
    }

    /// The starts that the hours of a resource and a service's grid leave in a window, whatever is
    /// booked; `nil` if that is not told in one pass, or beyond the expanded hours.
    func startsByHours(
        of service: Service,
        _ known: Resource,
        in window: Range<Minute>
    ) -> MinuteSet? {
        let length = Int(service.duration)
        guard length > 0, length <= MinuteSet.shortRun, knowsHours(of: known, in: span(of: window))
        else { return nil }
        var starts = MinuteSet(covering: window)
        starts.formUnionOfStarts(
            open: length,
            free: length,
            at: openTime.span[Int(known.number)],
            without: MinuteCounter(),
            layer: 0
        )
        alignToGrid(&starts, service, at: clinic.place(of: known, for: service))
        return starts
    }

    /// What starts by hours depend on; `nil` for a resource at several locations, whose hours are
    /// not one list.
    func hoursAndGrid(of known: Resource, for service: Service) -> HoursAndGrid? {
        let number = Int(known.number)
        guard known.places.isEmpty, number < openAlike.count else { return nil }
        return HoursAndGrid(
            hours: openAlike[number],
            place: clinic.place(of: known, for: service)
        )
    }

    /// The hours of a resource, by the first that has the same, and the location by whose clocks the
    /// grid lies: with both alike, starts by hours are alike.
    struct HoursAndGrid: Equatable {
        var hours: UInt16
        var place: UInt16
    }

    /// Whether a resource is free for a service at one start within a bookable window: what
    /// ``starts(of:resource:in:now:ignoring:travels:)`` says of it, and in the usual case without
    /// making a set.
    func isFree(
        for service: Service,
        resource: UInt16,
        at start: Minute,
        now: Instant,
        ignoring own: [Footprint]
    ) -> Bool {
        if own.isEmpty, let known = clinic.resource(resource) {
            let end = start.advanced(by: Int(service.duration) + Int(service.bufferAfter))
            if let runs = plainRuns(of: service, known, in: start..<max(start, end), now) {
                let number = Int(resource)
                let open = start..<start.advanced(by: runs.open)
                return openTime.span[number].contains(open)
                    && calendars.span[number].booked.isFree(
                        start: start,
                        length: runs.free,
                        layer: TimeLayer.footprint.rawValue
                    ) && isOnGrid(start, service, at: known.location)
            }
        }
        let one = start..<start.advanced(by: 1)
        return starts(of: service, resource: resource, in: one, now: now, ignoring: own)
            .contains(start)
    }

    private func isOnGrid(_ start: Minute, _ service: Service, at place: UInt16) -> Bool {
        guard service.alignment > 1, let location = clinic.location(place),
            let zone = clinic.zone(location.zone)
        else { return true }
        return start.isAligned(to: Int(service.alignment), zone: zone.rules)
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
