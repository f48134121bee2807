import Daybook
import DaybookTesting
import Testing

@Suite("Taking over another system's diary")
struct ImportTests {
    private func book(_ temporary: TemporaryBook) async throws -> Book {
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        return book
    }

    private func temporary() throws -> TemporaryBook {
        try TemporaryBook(start: try #require(Instant(rfc3339: "2026-11-23T07:00:00Z")))
    }

    private func entry(
        _ id: String,
        _ version: UInt32?,
        _ book: Book,
        at minutes: Int,
        isCancelled: Bool = false
    ) throws -> ExternalAppointment {
        let resource = try #require(try book.clinic().resources.first)
        let now = Instant(milliseconds: book.options.clock()).minute
        return ExternalAppointment(
            id: id,
            version: version,
            resources: [resource.key],
            start: now.advanced(by: minutes),
            length: 30,
            isCancelled: isCancelled
        )
    }

    @Test("the same again changes nothing, a newer version replaces, an older one comes too late")
    func versions() async throws {
        let temporary = try temporary()
        let book = try await book(temporary)
        func take(_ version: UInt32?, at minutes: Int, _ isCancelled: Bool = false) async throws
            -> ImportedEntry.Outcome?
        {
            let entry = try entry(
                "uid-1@other",
                version,
                book,
                at: minutes,
                isCancelled: isCancelled
            )
            return try await book.importBusy([entry], from: "his").first?.outcome
        }
        #expect(try await take(2, at: 60) == .set)
        let head = try book.head().sequence
        #expect(try await take(2, at: 60) == .unchanged)
        #expect(try await take(2, at: 90) == .differs)
        #expect(try await take(1, at: 30) == .stale)
        #expect(try book.head().sequence == head)
        #expect(try await take(3, at: 120) == .set)
        #expect(try await take(4, at: 0, true) == .cleared)
        #expect(try await take(3, at: 120) == .unchanged, "it was answered before")
        let free = try book.periods(
            of: 1,
            in: temporary.clock.now.minute..<temporary.clock.now.minute.advanced(by: 600)
        )
        #expect(!free.contains { $0.state == .blocked })
        let other = try await book.importBusy(
            [try entry("uid-1@other", 1, book, at: 30)],
            from: "x"
        )
        #expect(other.first?.outcome == .set, "another source has ids of its own")
    }

    /// Takes over a calendar of one event, of which the lines say when it is.
    private func take(
        _ lines: String,
        into book: Book,
        of resource: String,
        at now: Instant
    ) async throws -> [ImportedEntry.Outcome] {
        let text =
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:s@x\r\n\(lines)\r\nDURATION:PT30M\r\n"
            + "END:VEVENT\r\nEND:VCALENDAR\r\n"
        let diary = try ICalendarAppointments.read(
            Array(text.utf8),
            zone: .utc,
            zones: { _ in nil },
            now: now
        )
        #expect(diary.problems.isEmpty)
        return try await book.importBusy(
            diary.appointments,
            ends: diary.ends,
            from: "his",
            resource: resource
        ).map(\.outcome)
    }

    @Test("a series that is moved, shortened and cancelled leaves nothing behind")
    func series() async throws {
        let temporary = try temporary()
        let book = try await book(temporary)
        let key = try #require(try book.clinic().resources.first).key
        let now = temporary.clock.now
        func take(_ lines: String) async throws -> [ImportedEntry.Outcome] {
            try await self.take(lines, into: book, of: key, at: now)
        }
        func blocked() throws -> [Minute] {
            try book.periods(of: 1, in: now.minute..<now.minute.advanced(by: 60 * 1_440))
                .filter { $0.state == .blocked }.map(\.minutes.lowerBound)
        }
        let weekly = "DTSTART:20261124T090000Z\r\nRRULE:FREQ=WEEKLY;COUNT=4"
        #expect(try await take(weekly + "\r\nSEQUENCE:1") == [.set, .set, .set, .set])
        let first = try #require(Instant(rfc3339: "2026-11-24T09:00:00Z")).minute
        let weeks = (0..<4).map { first.advanced(by: $0 * 7 * 1_440) }
        #expect(try blocked() == weeks)
        let head = try book.head().sequence
        #expect(try await take(weekly + "\r\nSEQUENCE:1") == Array(repeating: .unchanged, count: 4))
        #expect(try book.head().sequence == head)
        let shorter = "DTSTART:20261124T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nSEQUENCE:2"
        #expect(try await take(shorter) == [.set, .set, .cleared, .cleared])
        #expect(try blocked() == weeks.prefix(2).map { $0.advanced(by: 60) })
        let once = "DTSTART:20261124T100000Z\r\nSEQUENCE:3"
        #expect(try await take(once) == [.set, .cleared])
        #expect(try blocked() == [weeks[0].advanced(by: 60)])
        #expect(try await take(weekly + "\r\nSEQUENCE:4") == [.set, .set, .set, .set])
        #expect(
            try await take(weekly + "\r\nSEQUENCE:5\r\nSTATUS:CANCELLED").allSatisfy {
                $0 == .cleared
            }
        )
        #expect(try blocked().isEmpty)
    }

    @Test(
        "one event instead of a series leaves nothing of it, wherever its instances stood",
        arguments: [
            // The first lies years back, so that the numbers taken over begin beyond a thousand.
            "DTSTART:20201123T100000Z\r\nRRULE:FREQ=DAILY;UNTIL=20261202T100000Z",
            // The second and the third were never taken over: they were over by then.
            "DTSTART:20261101T100000Z\r\nRRULE:FREQ=WEEKLY;COUNT=8",
        ]
    )
    func replaced(series: String) async throws {
        let temporary = try temporary()
        let book = try await book(temporary)
        let key = try #require(try book.clinic().resources.first).key
        let now = temporary.clock.now
        func take(_ lines: String) async throws -> [ImportedEntry.Outcome] {
            try await self.take(lines, into: book, of: key, at: now)
        }
        let taken = try await take(series + "\r\nSEQUENCE:1")
        #expect(taken.count >= 5 && taken.allSatisfy { $0 == .set })
        let single = try #require(Instant(rfc3339: "2026-12-10T09:00:00Z")).minute
        let outcomes = try await take("DTSTART:20261210T090000Z\r\nSEQUENCE:2")
        #expect(outcomes == [.set] + taken.map { _ in .cleared })
        let window = now.minute..<now.minute.advanced(by: 60 * 1_440)
        let blocked = try book.periods(of: 1, in: window).filter { $0.state == .blocked }
        #expect(blocked.map(\.minutes) == [single..<single.advanced(by: 30)])
        let again = try await take("DTSTART:20261210T090000Z\r\nSEQUENCE:2")
        #expect(again == [.unchanged])
    }

    @Test("without versions the newest content counts, there and back again")
    func unversioned() async throws {
        let temporary = try temporary()
        let book = try await book(temporary)
        var outcomes: [ImportedEntry.Outcome] = []
        for minutes in [60, 60, 90, 60] {
            let entry = try entry("a", nil, book, at: minutes)
            outcomes += try await book.importBusy([entry], from: "his").map(\.outcome)
        }
        #expect(outcomes == [.set, .unchanged, .set, .set])
        let now = temporary.clock.now.minute
        let blocked = try book.periods(of: 1, in: now..<now.advanced(by: 300)).filter {
            $0.state == .blocked
        }
        #expect(blocked.map(\.minutes) == [now.advanced(by: 60)..<now.advanced(by: 90)])
    }

    @Test("a conflict is listed until it is settled, moved away, or given up elsewhere")
    func conflicts() async throws {
        for way in 0..<4 {
            let temporary = try temporary()
            let book = try await book(temporary)
            let now = temporary.clock.now.minute
            let service = try #require(try book.clinic().services.first)
            let window = now..<now.advanced(by: 7 * 1_440)
            let slots = try book.freeSlots(service: service.number, in: window)
            let slot = try #require(slots.first)
            let receipt = try await book.submit(
                .book(
                    TimeRequest(service: service.number, resource: slot.resource, start: slot.start)
                )
            )
            let key = try #require(try book.clinic().resource(slot.resource)).key
            func external(_ version: UInt32, _ isCancelled: Bool) -> ExternalAppointment {
                ExternalAppointment(
                    id: "x",
                    version: version,
                    resources: [key],
                    start: slot.start,
                    length: 5,
                    isCancelled: isCancelled
                )
            }
            let imported = try await book.importBusy([external(1, false)], from: "his")
            #expect(imported.map(\.outcome) == [.conflict])
            let open = try book.conflicts()
            #expect(open.map(\.appointment) == [receipt.first])
            let conflict = try #require(open.first)
            switch way {
            case 0: _ = try await book.submit(.settleConflict(conflict: conflict.conflict))
            case 1: _ = try await book.submit(.cancel(subject: receipt.first, reason: .provider))
            case 2: _ = try await book.importBusy([external(2, true)], from: "his")
            default:
                let later = try #require(slots.last { $0.resource == slot.resource }).start
                let moved = try await book.submit(
                    .reschedule(subject: receipt.first, start: later, resource: 0)
                )
                #expect(moved.refusal == nil)
            }
            #expect(try book.conflicts().isEmpty, "way \(way)")
        }
    }

    @Test("what one book exports, another takes over: busy at the same times, and no token with it")
    func roundTrip() async throws {
        let (one, other) = (try temporary(), try temporary())
        let (source, target) = (try await book(one), try await book(other))
        let now = one.clock.now.minute
        for service in try source.clinic().services {
            let slots = try source.freeSlots(
                service: service.number,
                in: now..<now.advanced(by: 4 * 1_440),
                count: 40
            )
            guard let slot = slots.last else { continue }
            _ = try await source.submit(
                .book(TimeRequest(service: service.number, start: slot.start, party: 99))
            )
        }
        var bytes: [UInt8] = []
        try source.exportFHIR { line in
            bytes += line
            return true
        }
        let diary = try FHIRAppointments.read(bytes)
        #expect(diary.problems.isEmpty && diary.appointments.count > 2)
        let imported = try await target.importBusy(diary.appointments, from: "source")
        #expect(imported.allSatisfy { $0.outcome == .set })
        for fact in try source.facts(from: 1, through: .max) where fact.kind == .appointmentBooked {
            let shown = fact.start..<fact.start.advanced(by: Int(fact.length))
            let periods = try target.periods(of: fact.resource, in: shown)
            #expect(periods.map(\.state) == [.blocked])
        }
        #expect(try target.facts(from: 1, through: .max).allSatisfy { $0.party == 0 })
    }

    @Test("ten who want one time at once: one gets it, nine are told that it is taken")
    func tenAtOnce() async throws {
        let temporary = try temporary()
        let book = try await book(temporary)
        let now = temporary.clock.now.minute
        let service = try #require(try book.clinic().services.first)
        let window = now..<now.advanced(by: 3 * 1_440)
        let slot = try #require(try book.freeSlots(service: service.number, in: window).first)
        let request = TimeRequest(
            service: service.number,
            resource: slot.resource,
            start: slot.start
        )
        let reasons = try await withThrowingTaskGroup(of: Reason.self) { group in
            for _ in 0..<10 {
                group.addTask { try await book.submit(.book(request)).refusal?.reason ?? .none }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(reasons.count { $0 == .none } == 1)
        #expect(reasons.count { $0 == .taken } == 9)
    }
}
