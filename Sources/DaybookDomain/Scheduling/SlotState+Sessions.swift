extension SlotState {
    /// Keeps, or gives up, what is known of a booking beside its minutes.
    mutating func keep(_ fact: Fact, _ marks: ServiceMarks, by change: Int) {
        let number = Int(fact.resource)
        if marks.contains(.seatsSeveral) {
            calendars[number].seat(
                SessionKey(service: fact.service, start: fact.start, length: fact.length),
                by: change
            )
        }
        guard marks.contains(.hasLocation) else { return }
        if change < 0 { return calendars[number].leave(fact) }
        guard let location = clinic.service(fact.service)?.location, location != 0,
            clinic.resource(fact.resource)?.places.isEmpty == false
        else { return }
        calendars[number].stays.append(Stay(fact, at: location))
    }

    /// Who has or holds a seat of one service at one start on one resource.
    struct Seats {
        /// In sessions just as long.
        var taken = 0
        /// In sessions of another length: the service's duration changed after they began.
        var others = 0

        /// Whether a session has begun that one more can join while seats are left.
        var isJoined: Bool { taken > 0 && others == 0 }
    }

    /// Seats booked or held in a session of a resource, without the appointment that is being
    /// moved.
    ///
    /// - Complexity: O(sessions and holds of the resource).
    func seats(
        _ key: SessionKey,
        _ calendar: ResourceCalendar,
        _ resource: UInt16,
        now: Instant,
        ignoring own: [Footprint]
    ) -> Seats {
        var seats = Seats()
        func count(_ one: SessionKey, _ change: Int) {
            guard one.startsWith(key) else { return }
            if one.length == key.length { seats.taken += change } else { seats.others += change }
        }
        for (session, taken) in calendar.sessions { count(session, Int(taken)) }
        for hold in calendar.holds where hold.expiry > now { count(SessionKey(hold), 1) }
        for footprint in own where footprint.resource == resource {
            count(
                SessionKey(service: key.service, start: footprint.start, length: footprint.length),
                -1
            )
        }
        // What is moved may have been booked before the service seated several.
        seats.taken = max(0, seats.taken)
        seats.others = max(0, seats.others)
        return seats
    }
}

extension SessionKey {
    /// The session in which a hold keeps a seat.
    init(_ hold: LiveHold) {
        self.init(
            service: hold.service,
            start: hold.footprint.start,
            length: hold.footprint.length
        )
    }
}
