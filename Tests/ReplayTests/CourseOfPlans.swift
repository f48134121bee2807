import Daybook
import DaybookTesting

/// Two days of what is planned ahead: wishes that need approval, people who wait, series, turns
/// taken, times overbooked, other times offered after a block, and newer zone rules.
///
/// It made the golden log `plans-unsealed`.
struct CourseOfPlans: Course {
    var stage: Stage
    private static let service: UInt16 = 2

    /// Plays all of it.
    mutating func play() async throws {
        let file = try Repository.bytes("schemas/examples/clinic.json")
        try await submit(.configure(book.difference(to: file)))
        guard var service = try book.clinic().service(Self.service) else { return }
        service.approvalMinutes = 2_880
        service.choice = .roundRobin
        service.overbooking = 1
        service.noShowGrace = 20
        service.waitlist = WaitlistPolicy(offersAtOnce: 2, offerMinutes: 45, tries: 2)
        try await submit(.configure([.service(service)]))
        try await ask()
        try await wait()
        try await bookSeries()
        try await overbook()
        try await blockAndOffer()
        try await changeZone()
    }

    private func starts(_ count: Int, afterDays days: Int = 2) throws -> [Minute] {
        let from = clock.now.minute.advanced(by: days * 1_440)
        return try book.firstTimes(count, of: Self.service, after: from)
    }

    private mutating func request(_ start: Minute) -> TimeRequest {
        TimeRequest(service: Self.service, start: start, party: random.next() | 1)
    }

    /// Three patients wish for a time: one is confirmed, one declined, one hears nothing.
    private mutating func ask() async throws {
        var wishes: [UInt64] = []
        for start in try starts(3) {
            clock.advance(seconds: 90)
            wishes.append(try await submit(.book(request(start)), as: .patient).first)
        }
        clock.advance(seconds: 3_600)
        try await submit(.confirmHold(subject: wishes[0], party: 0))
        try await submit(.decline(subject: wishes[1], reason: .provider))
    }

    /// Three wait; the first declines, the second does not answer, the third books.
    private mutating func wait() async throws {
        let from = clock.now.minute.advanced(by: 2 * 1_440)
        var entries: [UInt64] = []
        for priority in [0, 5, 0] as [UInt8] {
            clock.advance(seconds: 60)
            var wish = WaitlistWish(
                service: Self.service,
                party: random.next() | 1,
                window: from..<from.advanced(by: 7 * 1_440)
            )
            wish.priority = priority
            wish.weekdays = [.thursday, .friday]
            wish.quarters = 32..<56
            entries.append(try await submit(.joinWaitlist(wish)).first)
        }
        var offers = try await advance()
        if let first = offers.first { try await submit(.declineOffer(hold: first)) }
        clock.advance(seconds: 2_700)
        offers = try await advance()
        if let last = offers.last { try await submit(.confirmHold(subject: last, party: 0)) }
        clock.advance(seconds: 2_700)
        try await advance()
        try await submit(.leaveWaitlist(entry: entries[0], reason: .withdrawn))
    }

    @discardableResult
    private mutating func advance() async throws -> [UInt64] {
        let receipt = try await submit(.advance, as: .system)
        guard case .accepted(let first, let count) = receipt.answer, count > 0 else { return [] }
        return try book.facts(from: first, through: first + UInt64(count) - 1)
            .filter { $0.kind == .waitlistOffered }.map(\.cause)
    }

    /// A series over the change to summer time, with one instance on a Sunday, of which one is then
    /// cancelled and one moved.
    private mutating func bookSeries() async throws {
        guard let start = try starts(1, afterDays: 9).first,
            let clinic = try? book.clinic(), let service = clinic.service(Self.service),
            let zone = clinic.zone(of: service)
        else { return }
        let wall = zone.rules.wallTime(at: start.instant)
        var sunday = wall.date
        while sunday.weekday != .sunday { sunday = sunday.advanced(by: 1) }
        let recurrence = Recurrence(
            try RecurrenceRule("FREQ=WEEKLY;COUNT=6"),
            additions: [WallTime(date: sunday, minuteOfDay: 600)]
        )
        let wish = SeriesRequest(request(start), recurrence, isAllOrNothing: false)
        let receipt = try await submit(.bookSeries(wish))
        let booked = try book.series(receipt.first)?.occurrences.compactMap(\.appointment) ?? []
        guard booked.count > 3, let other = try starts(1, afterDays: 12).first else { return }
        try await submit(.cancel(subject: booked[1].subject, reason: .patient))
        try await submit(.reschedule(subject: booked[2].subject, start: other, resource: 0))
    }

    private mutating func overbook() async throws {
        guard let start = try starts(1, afterDays: 20).first else { return }
        for _ in 0..<3 {
            var wish = request(start)
            wish.overbooks = true
            try await submit(.book(wish))
        }
        try await submit(.walkIn(TimeRequest(service: 1, start: Minute(0), party: 5)))
    }

    /// A block over a booking, to which two other times are offered; the second is chosen.
    private mutating func blockAndOffer() async throws {
        guard let start = try starts(1, afterDays: 30).first else { return }
        let booked = try await submit(.book(request(start)))
        guard let appointment = try book.appointment(booked.first),
            let footprint = appointment.footprints.first
        else { return }
        try await submit(.block(resource: footprint.resource, start: start, length: 120))
        let others = try starts(2, afterDays: 31)
        let held = try await submit(
            .rebook(subject: appointment.subject, starts: others, minutes: 60)
        )
        guard case .accepted(let first, let count) = held.answer, count > 0 else { return }
        let holds = try book.facts(from: first, through: first + UInt64(count) - 1).map(\.subject)
        if let last = holds.last { try await submit(.confirmHold(subject: last, party: 0)) }
    }

    /// The zone of the first location moves to one all the year; two of what it moves is settled.
    private mutating func changeZone() async throws {
        let clinic = try book.clinic()
        guard var place = clinic.location(1), let rules = ZoneRules(fixedOffsetSeconds: 7_200)
        else {
            return
        }
        place.zone = UInt16(clinic.zones.count + 1)
        let zone = Zone(number: place.zone, name: "Europe/Berlin", release: "made-up", rules: rules)
        try await submit(.configure([.zone(zone), .location(place)]))
        for (index, moved) in try book.appointmentsMovedByZones().prefix(4).enumerated() {
            let keep: ZoneDecision = index % 2 == 0 ? .instant : .wallTime
            try await submit(.reresolve(subject: moved.appointment, keep: keep))
        }
    }

    @discardableResult
    private mutating func submit(
        _ command: Command,
        as actorClass: ActorClass = .staff
    ) async throws -> Receipt {
        try await book.submit(
            command,
            id: id(),
            channel: actorClass == .patient ? .form : .desk,
            actor: "anna",
            actorClass: actorClass
        )
    }
}
