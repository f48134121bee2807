extension SlotState {
    /// The first minute of which it is still known whether it was taken.
    package var rememberedFrom: Minute {
        recordedAt.minute.advanced(by: -SlotState.rememberedMinutes)
    }

    /// A resource's time as periods, in order, without gaps: what a calendar shows of it, and no
    /// more than when.
    ///
    /// - Parameters:
    ///   - number: The resource's number.
    ///   - window: The minutes to look at; cut to what is remembered (``rememberedMinutes`` before
    ///     the newest fact) and to ``windowDaysMax`` days.
    ///   - now: The instant that holds are compared with.
    /// - Returns: Nothing for a resource that is not in use.
    /// - Complexity: O(days + minutes of the window / 64 + periods).
    package func periods(
        of number: UInt16,
        in window: Range<Minute>,
        now: Instant
    ) -> [CalendarPeriod] {
        let first = max(window.lowerBound, rememberedFrom)
        guard let known = clinic.resource(number), first < window.upperBound else { return [] }
        let end = min(window.upperBound, first.advanced(by: SlotState.windowDaysMax * 1_440))
        let window = first..<end
        var layers: [(state: CalendarPeriod.State, minutes: MinuteSet)] = []
        if Int(number) < calendars.count {
            let calendar = calendars[Int(number)]
            var busy = MinuteSet(covering: window)
            calendar.booked.copyBusy(into: &busy, layer: TimeLayer.footprint.rawValue)
            var blocked = MinuteSet(covering: window)
            calendar.blocked.copyBusy(into: &blocked)
            var held = MinuteSet(covering: window)
            for hold in calendar.holds where hold.expiry > now {
                held.insert(hold.footprint.minutes(.footprint))
            }
            layers = [(.busy, busy), (.blocked, blocked), (.tentative, held)]
        }
        var open = MinuteSet(covering: window)
        for place in [known.location] + known.places.map(\.location) {
            guard let hours = clinic.openingHours(of: known, at: place) else { continue }
            open.formUnion(hours.openMinutes(in: window))
        }
        var closed = open
        closed.formComplement()
        layers += [(.closed, closed), (.free, open)]
        var seen = MinuteSet(covering: window)
        var periods: [CalendarPeriod] = []
        for layer in layers {
            var own = layer.minutes
            own.subtract(seen)
            own.cut(to: window)
            seen.formUnion(layer.minutes)
            for run in own.runs { periods.append(CalendarPeriod(layer.state, run)) }
        }
        return periods.sorted { $0.minutes.lowerBound < $1.minutes.lowerBound }
    }
}
