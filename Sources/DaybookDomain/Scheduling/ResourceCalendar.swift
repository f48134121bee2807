/// One resource's time: what is booked (with buffers, and as shown), blocked and held.
///
/// Bookings are counted per minute, so that an overbooked minute stays busy until its last booking
/// is gone.
struct ResourceCalendar: Sendable {
    /// Minutes taken by bookings, in two layers: with their buffers, and as shown, which is what the
    /// maximum policy measures gaps from.
    var booked = MinuteCounter(layers: TimeLayer.allCases.count)
    /// Minutes blocked.
    var blocked = MinuteCounter()
    /// Holds in the order they were placed. Those that ran out are dropped when the list grows.
    var holds: [LiveHold] = []
    /// Seats taken in sessions of services with a capacity above one.
    var sessions: [SessionKey: UInt8] = [:]
    /// Where the resource is booked, if it works at several locations.
    var stays: [Stay] = []

    /// How many holds are kept before ended ones are looked for.
    private static let holdsKept = 16

    @inline(__always)
    mutating func take(_ fact: Fact) {
        let (whole, part) = ResourceCalendar.minutes(of: fact)
        booked.add(whole, showing: part)
    }

    @inline(__always)
    mutating func free(_ fact: Fact) {
        let (whole, part) = ResourceCalendar.minutes(of: fact)
        booked.remove(whole, showing: part)
    }

    @inline(__always)
    private static func minutes(of fact: Fact) -> (whole: Range<Minute>, part: Range<Minute>) {
        let start = fact.start
        let end = start.advanced(by: Int(fact.length))
        let first = start.advanced(by: -Int(fact.bufferBefore))
        return (
            first..<max(first, end.advanced(by: Int(fact.bufferAfter))), start..<max(start, end)
        )
    }

    /// A look at what a change of the time at a minute reads; see ``SlotState/apply(times:at:newest:)``.
    @inline(__always)
    func glance(at minute: Minute) -> UInt64 {
        booked.glance(at: minute) ^ UInt64(truncatingIfNeeded: holds.count)
    }

    mutating func place(_ hold: LiveHold, now: Instant) {
        if holds.count >= ResourceCalendar.holdsKept { holds.removeAll { $0.expiry <= now } }
        holds.append(hold)
    }

    mutating func extend(_ fact: Fact) {
        for index in holds.indices where holds[index].subject == fact.subject {
            holds[index].expiry = fact.holdExpiry
        }
    }

    mutating func release(subject: UInt64) {
        if let index = holds.firstIndex(where: { $0.subject == subject }) {
            holds.remove(at: index)
        }
    }

    mutating func forget(before minute: Minute) {
        booked.dropBefore(minute)
        blocked.dropBefore(minute)
        sessions = sessions.filter { $0.key.start >= minute }
        stays.removeAll { $0.footprint.start < minute }
    }

    mutating func leave(_ fact: Fact) {
        let footprint = Footprint(of: fact)
        if let index = stays.lastIndex(where: {
            $0.subject == fact.subject && $0.footprint == footprint
        }) {
            stays.remove(at: index)
        }
    }

    mutating func seat(_ key: SessionKey, by change: Int) {
        let seats = Int(sessions[key] ?? 0) + change
        sessions[key] = seats > 0 ? UInt8(clamping: seats) : nil
    }
}
