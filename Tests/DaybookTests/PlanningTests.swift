import Daybook
import DaybookTesting
import Testing

@Suite("What is planned ahead, by a book")
struct PlanningTests {
    /// A book of the sample clinic on a Monday morning, with changed rules for the check-up.
    private func made(
        _ change: (inout Service) -> Void = { _ in }
    ) async throws -> (TemporaryBook, Book) {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        let file = try LocalFile.read(Samples.root + "/schemas/examples/clinic.json")
        try await book.configure(file, actor: "anna")
        var service = try #require(try book.clinic().service(2))
        change(&service)
        try await book.submit(.configure([.service(service)]))
        return (temporary, book)
    }

    private func time(_ book: Book, after days: Int = 2) throws -> Minute {
        let now = Instant(milliseconds: book.options.clock()).minute
        return try #require(
            try book.firstTimes(1, of: 2, after: now.advanced(by: days * 1_440)).first
        )
    }

    @Test("lists wishes until somebody decides, or their end has come")
    func pending() async throws {
        let (temporary, book) = try await made { $0.approvalMinutes = 120 }
        var wishes: [UInt64] = []
        for day in 2...4 {
            let request = TimeRequest(service: 2, start: try time(book, after: day), party: 7)
            wishes.append(
                try await book.submit(.book(request), channel: .form, actorClass: .patient).first
            )
            temporary.clock.advance(seconds: 600)
        }
        #expect(try book.pendingRequests().map(\.subject) == wishes)
        try await book.submit(.confirmHold(subject: wishes[1], party: 0))
        #expect(try book.pendingRequests().map(\.subject) == [wishes[0], wishes[2]])
        temporary.clock.advance(seconds: 5_400)
        #expect(try book.pendingRequests().map(\.subject) == [wishes[2]])
        temporary.clock.advance(seconds: 1_200)
        #expect(try book.pendingRequests().isEmpty)
    }

    @Test("advances once however often it is asked, and the token sent back books")
    func advance() async throws {
        let (temporary, book) = try await made()
        let mail = """
            From: petra@example.org\r
            To: praxis@example.com\r
            Subject: A time\r
            Message-ID: <one@example.org>\r
            \r
            As soon as you can, please.\r
            """
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        func receive(_ text: String) async throws -> Received? {
            let raw = RawMessage(
                channel: .email,
                body: Array(text.utf8),
                receivedAt: temporary.clock.now
            )
            let received = try await book.receive(raw, with: adapter)
            return received.first
        }
        let opened = try #require(try await receive(mail)?.message?.subject)
        let now = temporary.clock.now.minute
        let wish = WaitlistWish(
            service: 2,
            conversation: opened,
            window: now..<now.advanced(by: 14 * 1_440)
        )
        let entry = try await book.submit(.joinWaitlist(wish)).first
        let report = try await book.advance(actor: "timer")
        #expect(report.offers.map(\.entry) == [entry] && report.ended.isEmpty)
        let head = try book.head()
        for _ in 0..<3 {
            let idle = try await book.advance()
            #expect(idle.offers.isEmpty && idle.ended.isEmpty)
        }
        #expect(try book.head() == head, "nothing was due, nothing was written")
        let standing = try #require(try book.waitlist().first)
        #expect(standing.offered == report.offers[0].time.hold)
        #expect(standing.heldUntil == report.offers[0].time.expiry)
        let queued = try #require(try book.outbox().first)
        #expect(report.offers[0].notice == .queued(queued.reply))
        #expect(standing.notice == .queued(queued.reply))
        #expect(report.offers[0].party == standing.entry.wish.party)
        let answer = mail.replacing("one@example.org", with: "two@example.org")
            .replacing("As soon as you can, please.", with: report.offers[0].time.token)
        let booked = try await receive(answer)?.booking
        #expect(booked?.kind == .appointmentBooked && booked?.start == report.offers[0].time.start)
        #expect(try book.waitlist().isEmpty)
        await #expect(throws: BookError.self) {
            try await book.advance(to: temporary.clock.now.advanced(byMilliseconds: 1))
        }
    }

    @Test("an offered time is declined by its token, goes to the next, and can't be declined again")
    func declineByToken() async throws {
        let (temporary, book) = try await made()
        let from = try time(book)
        let minutes = Int(try #require(try book.clinic().service(2)).duration)
        var entries: [UInt64] = []
        for party in [7, 8] as [UInt64] {
            let window = from..<from.advanced(by: minutes)
            let wish = WaitlistWish(service: 2, party: party, window: window)
            entries.append(try await book.submit(.joinWaitlist(wish)).first)
        }
        let offer = try #require(try await book.advance().offers.first)
        #expect(offer.entry == entries[0])
        let declined = try await book.declineOffer(token: offer.time.token)
        #expect(declined.refusal == nil)
        let facts = try book.facts(from: declined.first, through: .max)
        #expect(Set(facts.compactMap(\.kind)) == [.holdReleased, .waitlistDeclined])
        #expect(facts.allSatisfy { $0.actor == .patient })
        let again = try await book.declineOffer(token: offer.time.token)
        #expect(again.refusal?.reason == .transitionNotAllowed)
        let next = try #require(try await book.advance().offers.first)
        #expect(next.entry == entries[1] && next.time.start == offer.time.start)
        temporary.clock.advance(seconds: 3_600)
        let late = try await book.declineOffer(token: next.time.token, channel: .phone)
        #expect(late.refusal?.reason == .holdExpired)
        try await declinesNothingElse(book, next.time.token, after: from)
    }

    /// A token that was changed, and a hold that is not on offer.
    private func declinesNothingElse(
        _ book: Book,
        _ token: String,
        after minute: Minute
    ) async throws {
        var forged = Array(token)
        let last = try #require(forged.indices.last)
        forged[last] = forged[last] == "A" ? "B" : "A"
        for unknown in [String(forged), "DB-", "", "7"] {
            let fault = await #expect(throws: BookError.self) {
                try await book.declineOffer(token: unknown)
            }
            #expect(fault?.code == "unknown")
        }
        let start = try #require(try book.firstTimes(1, of: 2, after: minute).first)
        let booked = try await book.submit(.book(TimeRequest(service: 2, start: start, party: 9)))
        let rebooking = try await book.rebook(booked.first, actor: "anna")
        let other = try #require(rebooking.times.first).token
        #expect(try await book.declineOffer(token: other).refusal?.reason == .notOffered)
    }

    @Test("previews a series as it is then booked, and cancels what is left of it")
    func series() async throws {
        let (temporary, book) = try await made()
        let start = try time(book)
        let wish = SeriesRequest(
            TimeRequest(service: 2, start: start),
            Recurrence(try RecurrenceRule("FREQ=DAILY;COUNT=9")),
            isAllOrNothing: false
        )
        let preview = try book.previewSeries(wish)
        let receipt = try await book.submit(.bookSeries(wish), actor: "anna")
        let series = try #require(try book.series(receipt.first))
        #expect(series.occurrences.map(\.start) == preview.map(\.start))
        #expect(series.occurrences.map(\.reason) == preview.map(\.reason))
        #expect(
            preview.contains { $0.reason == .outsideHours } && preview.first?.reason == Reason.none
        )
        #expect(series.recurrence == "RRULE:FREQ=DAILY;COUNT=9")
        #expect(try book.series(receipt.first + 1) == nil)
        let half = start.advanced(by: 4 * 1_440).instant
        let answers = try await book.cancelSeries(
            receipt.first,
            from: half,
            reason: .provider,
            actor: "anna"
        )
        let after = try #require(try book.series(receipt.first))
        for occurrence in after.occurrences {
            guard let appointment = occurrence.appointment else { continue }
            let isLater = occurrence.start.instant >= half
            #expect(appointment.status == (isLater ? .cancelled : .booked))
        }
        #expect(answers.count == after.occurrences.count { $0.appointment?.status == .cancelled })
        _ = temporary
    }

    @Test("the same id with another rule is a conflict, with the same rule the same answer")
    func seriesID() async throws {
        let (temporary, book) = try await made()
        let first = TimeRequest(service: 2, start: try time(book))
        var random = SystemRandomNumberGenerator()
        let id = CommandID.make(at: temporary.clock.now.milliseconds, using: &random)
        func command(_ rule: String) throws -> Command {
            let recurrence = Recurrence(try RecurrenceRule(rule))
            return .bookSeries(SeriesRequest(first, recurrence, isAllOrNothing: false))
        }
        let receipt = try await book.submit(command("FREQ=WEEKLY;COUNT=2"), id: id)
        let again = try await book.submit(command("FREQ=WEEKLY;COUNT=2"), id: id)
        #expect(again.isRepeated && again.first == receipt.first)
        await #expect(throws: BookError.self) {
            try await book.submit(command("FREQ=WEEKLY;COUNT=3"), id: id)
        }
    }

    @Test("lists what newer zone rules move until each is settled")
    func zones() async throws {
        let (temporary, book) = try await made()
        let booked = try await book.submit(
            .book(TimeRequest(service: 2, start: try time(book)))
        ).first
        #expect(try book.appointmentsMovedByZones().isEmpty)
        let clinic = try book.clinic()
        var place = try #require(clinic.location(1))
        place.zone = UInt16(clinic.zones.count + 1)
        let rules = try #require(ZoneRules(fixedOffsetSeconds: 2 * 3_600))
        let zone = Zone(number: place.zone, name: "Europe/Berlin", release: "new", rules: rules)
        try await book.submit(.configure([.zone(zone), .location(place)]))
        let moved = try book.appointmentsMovedByZones()
        #expect(moved.map(\.appointment) == [booked])
        #expect(moved.first.map { $0.resolved.value - $0.start.value } == -60)
        try await book.submit(.reresolve(subject: booked, keep: .instant))
        #expect(try book.appointmentsMovedByZones().isEmpty)
        _ = temporary
    }
}
