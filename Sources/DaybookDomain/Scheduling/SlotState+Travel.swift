extension SlotState {
    /// The minutes of a span in which a resource can't be at a location because of what it does at
    /// another one: that time as it lies in a layer, and the ways there and back.
    ///
    /// The ways lie outside of the buffers of what is there; how the buffers of what is wanted meet
    /// them is for its own policy, as with any time that is taken.
    /// - Complexity: O(minutes of the span + what is booked and held).
    func minutesElsewhere(
        _ calendar: ResourceCalendar,
        _ layer: TimeLayer,
        _ known: Resource,
        than place: UInt16,
        _ span: Range<Minute>,
        _ now: Instant,
        _ own: [Footprint]
    ) -> MinuteSet {
        var elsewhere = MinuteSet(covering: span)
        let reach = Location.travelMinutesMax
        let wide = span.lowerBound.advanced(by: -reach)..<span.upperBound.advanced(by: reach)
        var moving = own.filter { $0.resource == known.number }
        for stay in calendar.stays {
            if let index = moving.firstIndex(of: stay.footprint) {
                moving.remove(at: index)
            } else if stay.place != place {
                let minutes = stay.footprint.minutes(layer)
                elsewhere.insert(clinic.minutes(minutes, at: stay.place, seenFrom: place))
            }
        }
        for hold in calendar.holds where hold.expiry > now {
            let there = clinic.place(of: known, for: clinic.service(hold.service))
            guard there != place else { continue }
            let minutes = hold.footprint.minutes(layer)
            elsewhere.insert(clinic.minutes(minutes, at: there, seenFrom: place))
        }
        guard place != known.location else { return elsewhere }
        // What is booked and stays nowhere else is at home.
        var home = calendar.bookedMinutes(layer, in: wide, ignoring: own, of: known.number)
        home.subtract(calendar.minutesOfStays(layer, in: wide))
        for run in home.runs {
            elsewhere.insert(clinic.minutes(run, at: known.location, seenFrom: place))
        }
        return elsewhere
    }

    /// Whether the way from or to another location stands against a start, whatever else does.
    func isTooFar(_ footprint: Footprint, of service: Service, now: Instant) -> Bool {
        guard let known = clinic.resource(footprint.resource), !known.places.isEmpty,
            Int(footprint.resource) < calendars.count
        else { return false }
        let shown = footprint.minutes(.shown)
        let elsewhere = minutesElsewhere(
            calendars[Int(footprint.resource)],
            .footprint,
            known,
            than: clinic.place(of: known, for: service),
            shown,
            now,
            []
        )
        return !elsewhere.isDisjoint(with: shown)
    }
}

extension ResourceCalendar {
    /// The minutes of a span that bookings take in a layer, without those that only the appointment
    /// itself takes that is being moved.
    func bookedMinutes(
        _ layer: TimeLayer,
        in span: Range<Minute>,
        ignoring own: [Footprint],
        of resource: UInt16
    ) -> MinuteSet {
        var busy = MinuteSet(covering: span)
        booked.copyBusy(into: &busy, layer: layer.rawValue)
        for footprint in own where footprint.resource == resource {
            // A minute that only the appointment itself takes is free for it.
            let range = footprint.minutes(layer)
            var minute = max(range.lowerBound, span.lowerBound)
            while minute < min(range.upperBound, span.upperBound) {
                if booked.count(at: minute, layer: layer.rawValue) == 1 {
                    busy.remove(minute..<minute.advanced(by: 1))
                }
                minute = minute.advanced(by: 1)
            }
        }
        return busy
    }

    /// The minutes of a span that stays take, and no other booking. O(minutes of the span + of the
    /// stays).
    fileprivate func minutesOfStays(_ layer: TimeLayer, in span: Range<Minute>) -> MinuteSet {
        var found = MinuteSet(covering: span)
        var covers: [Int32: Int] = [:]
        for stay in stays {
            let range = stay.footprint.minutes(layer).clamped(to: span)
            var minute = range.lowerBound
            while minute < range.upperBound {
                covers[minute.value, default: 0] += 1
                minute = minute.advanced(by: 1)
            }
        }
        for (value, count) in covers {
            let minute = Minute(value)
            if booked.count(at: minute, layer: layer.rawValue) <= count {
                found.insert(minute..<minute.advanced(by: 1))
            }
        }
        return found
    }
}
