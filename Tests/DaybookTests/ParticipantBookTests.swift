import Daybook
import DaybookTesting
import Testing

@Suite("Participants and amendments, by a book")
struct ParticipantBookTests {
    /// A book in which somebody asked by mail and has an appointment, with their conversation.
    private struct Desk {
        let made: CustodyBook
        let book: Book
        let asked: Fact
        let visit: UInt64

        init(_ change: (String) -> String = { $0 }) async throws {
            made = try CustodyBook()
            book = try made.open()
            let text = String(decoding: try EndToEndTests.sample(), as: UTF8.self)
            try await book.configure(Array(change(text).utf8), actor: "anna")
            asked = try await made.write(
                "A time, please.",
                from: "Petra <petra@example.org>",
                id: "1",
                to: book
            )
            let start = try #require(try book.firstTimes(1, of: 2, after: made.tomorrow).first)
            let wish = TimeRequest(
                service: 2,
                start: start,
                party: asked.party,
                cause: asked.sequence
            )
            visit = try await book.submit(.book(wish), actor: "anna").first
        }

        /// The newest resource of that appointment as the export has it.
        func exported(after cursor: UInt64 = 0) throws -> JSONValue? {
            var found: JSONValue?
            try book.exportFHIR(after: cursor) { line in
                let value = try JSONReader.parse(Array(line.dropLast()))
                if value["resourceType"]?.string == "Appointment",
                    value["id"]?.string == "\(visit)"
                {
                    found = value
                }
                return true
            }
            return found
        }

        func statuses() throws -> [String] {
            let participants = try exported()?["participant"]?.array ?? []
            return participants.compactMap { $0["status"]?.string }
        }
    }

    @Test("an answer goes out with the next export, and a move asks again")
    func exported() async throws {
        let desk = try await Desk()
        let resources = try #require(try desk.book.appointment(desk.visit)).participants
        #expect(try desk.statuses() == resources.map { _ in "accepted" })
        let cursor = try desk.book.head().sequence
        #expect(try desk.exported(after: cursor) == nil)
        let last = try #require(resources.last)
        for (resource, response) in [
            (0 as UInt16, ParticipantResponse.tentative), (last, .declined),
        ] {
            let receipt = try await desk.book.recordResponse(
                to: desk.visit,
                of: resource,
                response,
                actor: "anna"
            )
            #expect(receipt.refusal == nil)
        }
        #expect(try desk.exported(after: cursor) != nil, "the other system hears of it")
        let statuses = try desk.statuses()
        #expect(statuses.first == "tentative" && statuses.last == "declined")
        let again = try await desk.book.recordResponse(to: desk.visit, .tentative, actor: "anna")
        #expect(again.refusal?.reason == .unchanged)
        let later = try #require(
            try desk.book.firstTimes(1, of: 2, after: desk.made.tomorrow.advanced(by: 1_440)).first
        )
        try await desk.book.submit(
            .reschedule(subject: desk.visit, start: later, resource: 0),
            actor: "anna"
        )
        #expect(try desk.statuses().first == "needs-action")
    }

    @Test("a patient answers for themselves and not for the clinic")
    func patient() async throws {
        let desk = try await Desk()
        let resource = try #require(try desk.book.appointment(desk.visit)).participants[1]
        let own = try await desk.book.recordResponse(
            to: desk.visit,
            .declined,
            channel: .form,
            actor: "",
            actorClass: .patient
        )
        #expect(own.refusal == nil)
        let other = try await desk.book.recordResponse(
            to: desk.visit,
            of: resource,
            .declined,
            channel: .form,
            actor: "",
            actorClass: .patient
        )
        #expect(other.refusal?.reason == .notPermitted)
    }

    @Test("what is amended is exported, and the comment stays sealed until somebody opens it")
    func amended() async throws {
        let desk = try await Desk()
        let canary = "Rollstuhlrampe-Kanarienvogel"
        let amendment = Amendment(modality: .video, priority: 2, visitType: .followUp)
        let receipt = try await desk.book.amend(
            desk.visit,
            amendment,
            comment: PHI(canary),
            actor: "anna"
        )
        #expect(receipt.refusal == nil)
        let found = try #require(try desk.book.appointment(desk.visit))
        #expect(found.comment == receipt.first && found.priority == 2)
        let text = try await desk.made.text(of: found.comment, in: desk.book)
        #expect(text.contains(canary))
        #expect(try desk.made.files(holding: Array(canary.utf8)).isEmpty)
        let exported = try #require(try desk.exported())
        #expect(exported["priority"]?.integer == 2)
        let type = exported["appointmentType"]?["coding"]?.array?.first
        #expect(type?["code"]?.string == "FOLLOWUP")
        let meeting = exported["extension"]?.array?.first?["valueCodeableConcept"]?["coding"]?.array
        #expect(meeting?.compactMap { $0["code"]?.string } == ["VR", "video"])
        let same = try await desk.book.amend(desk.visit, amendment, comment: nil, actor: "anna")
        #expect(same.refusal?.reason == .unchanged)
        try await desk.book.erase(desk.asked.party, reason: .request, actor: "anna")
        #expect(try await desk.made.closed(found.comment, in: desk.book) == "erased")
        #expect(try desk.book.appointment(desk.visit)?.priority == 2)
    }

    @Test("a comment beside an appointment of nobody known is sealed as well, and of none refused")
    func nobody() async throws {
        let desk = try await Desk()
        let day = desk.made.tomorrow.advanced(by: 2 * 1_440)
        let start = try #require(try desk.book.firstTimes(1, of: 2, after: day).first)
        let visit = try await desk.book.submit(
            .book(TimeRequest(service: 2, start: start)),
            actor: "anna"
        ).first
        let receipt = try await desk.book.amend(
            visit,
            Amendment(),
            comment: PHI("By the back door."),
            actor: "anna"
        )
        #expect(try await desk.made.text(of: receipt.first, in: desk.book) == "By the back door.")
        let none = try await desk.book.amend(
            visit + 1_000,
            Amendment(),
            comment: PHI("x"),
            actor: "anna"
        )
        #expect(none.refusal?.reason == .unknown)
        let conversation = try await desk.book.amend(
            desk.asked.subject,
            Amendment(priority: 1),
            comment: nil,
            actor: "anna"
        )
        #expect(conversation.refusal?.reason == .unknown, "a conversation is no appointment")
    }

    @Test("a rebooking says whether the patient is told, or why not")
    func notice() async throws {
        func requiring(_ text: String) -> String {
            text.replacing(
                "\"email\": {",
                with: "\"email\": { \"consent\": \"required\",",
                maxReplacements: 1
            )
        }
        let desk = try await Desk(requiring)
        let without = try await desk.book.rebook(desk.visit, actor: "anna")
        #expect(without.notice == .withheld(.noConsent) && !without.times.isEmpty)
        #expect(try desk.book.outbox().isEmpty)
        let withheld = try #require(
            try desk.book.history(of: desk.visit).last { $0.kind == .noticeWithheld }
        )
        #expect(withheld.reason == .noConsent)
        try await desk.book.submit(
            .recordConsent(party: desk.asked.party, channel: .email, wording: 1),
            actor: "anna"
        )
        let with = try await desk.book.rebook(desk.visit, actor: "anna")
        let queued = try #require(try desk.book.outbox().first)
        #expect(with.notice == .queued(queued.reply))
        let day = desk.made.tomorrow.advanced(by: 3 * 1_440)
        let start = try #require(try desk.book.firstTimes(1, of: 2, after: day).first)
        let alone = try await desk.book.submit(
            .book(TimeRequest(service: 2, start: start, party: 77)),
            actor: "anna"
        ).first
        let phoned = try await desk.book.rebook(alone, actor: "anna")
        #expect(phoned.notice == .noConversation)
        try await desk.book.submit(.cancel(subject: alone, reason: .patient), actor: "anna")
        let refused = try await desk.book.rebook(alone, starts: [start], actor: "anna")
        #expect(refused.notice == nil && refused.receipt.refusal != nil)
    }

    @Test("who waits and can't be told of an offer is named, and so on the list of who waits")
    func waitlistNotice() async throws {
        let desk = try await Desk {
            $0.replacing(
                "\"email\": {",
                with: "\"email\": { \"consent\": \"required\",",
                maxReplacements: 1
            )
        }
        let now = desk.made.temporary.clock.now.minute
        func join(_ conversation: UInt64, _ party: UInt64) async throws -> UInt64 {
            let wish = WaitlistWish(
                service: 2,
                party: party,
                conversation: conversation,
                window: now..<now.advanced(by: 14 * 1_440)
            )
            return try await desk.book.submit(.joinWaitlist(wish), actor: "anna").first
        }
        let entry = try await join(desk.asked.subject, 0)
        let offer = try #require(try await desk.book.advance().offers.first)
        #expect(offer.entry == entry && offer.party == desk.asked.party)
        #expect(offer.notice == .withheld(.noConsent))
        #expect(try desk.book.outbox().isEmpty)
        let standing = try #require(try desk.book.waitlist().first)
        #expect(standing.offered == offer.time.hold && standing.notice == offer.notice)
        let facts = try desk.book.history(of: entry)
        #expect(facts.last?.kind == .noticeWithheld && facts.last?.reason == .noConsent)
        // By the token that somebody told them, the time is theirs all the same.
        let booked = try await desk.book.submit(
            .confirmHold(subject: offer.time.hold, party: desk.asked.party),
            actor: "anna"
        )
        #expect(booked.refusal == nil)
        _ = try await join(0, 78)
        #expect(try await desk.book.advance().offers.first?.notice == .noConversation)
        #expect(try desk.book.waitlist().first?.notice == .noConversation)
    }

    @Test("an offer instead of a booked time says so, and invites nobody to that time")
    func insteadOf() async throws {
        let desk = try await Desk()
        let reply: UInt64
        switch try await desk.book.rebook(desk.visit, actor: "anna").notice {
        case .queued(let number): reply = number
        default:
            Issue.record("the patient was not told")
            return
        }
        let mail = try await desk.book.mail(of: reply, sender: "anna").withBytes {
            String(decoding: $0, as: UTF8.self).replacing("=\r\n", with: "")
        }
        #expect(mail.contains("Instead of your appointment on "))
        #expect(!mail.contains("BEGIN:VEVENT"))
    }

    @Test("a refused walk-in and a refused series name the bookings in their way")
    func evidence() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-24T09:00:30Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        let service = try #require(try book.clinic().service(2))
        let practitioners = try #require(service.groups.first).resources
        var inTheWay: Set<UInt64> = []
        let walk = Command.walkIn(TimeRequest(service: 2, start: Minute(0)))
        var refusal: Refusal?
        for _ in 0...practitioners.count {
            let receipt = try await book.submit(walk, actor: "anna")
            refusal = receipt.refusal
            guard case .accepted(let first, let count) = receipt.answer else { break }
            let facts = try book.facts(from: first, through: first + UInt64(count) - 1)
            for fact in facts where practitioners.contains(fact.resource) {
                inTheWay.insert(fact.sequence)
            }
        }
        let refused = try #require(refusal)
        #expect(refused.reason == .taken && !inTheWay.isEmpty)
        let behind = try book.facts(behind: refused, of: walk)
        #expect(!behind.isEmpty && Set(behind).isSubset(of: inTheWay))
        try await series(book, temporary)
    }

    private func series(_ book: Book, _ temporary: TemporaryBook) async throws {
        let resource = try #require(try book.clinic().service(2)?.groups.first?.resources.first)
        let day = temporary.clock.now.minute.advanced(by: 2 * 1_440)
        let window = day..<day.advanced(by: 20 * 1_440)
        let free = try book.freeSlots(service: 2, in: window, resource: resource)
        let first = try #require(free.first).start
        let later = first.advanced(by: 7 * 1_440)
        let taken = try await book.submit(
            .book(TimeRequest(service: 2, resource: resource, start: later)),
            actor: "anna"
        )
        let facts = try book.facts(from: taken.first, through: .max)
        let booked = try #require(facts.first { $0.resource == resource }).sequence
        let wish = Command.bookSeries(
            SeriesRequest(
                TimeRequest(service: 2, resource: resource, start: first),
                Recurrence(try RecurrenceRule("FREQ=WEEKLY;COUNT=3")),
                isAllOrNothing: true
            )
        )
        let refused = try #require(try await book.submit(wish, actor: "anna").refusal)
        #expect(try book.facts(behind: refused, of: wish) == [booked])
    }

    @Test("a reinstatement that is refused names who has the time now")
    func reinstatement() async throws {
        let desk = try await Desk()
        let appointment = try #require(try desk.book.appointment(desk.visit))
        let first = try #require(appointment.footprints.first)
        try await desk.book.submit(.cancel(subject: desk.visit, reason: .patient), actor: "anna")
        let other = try await desk.book.submit(
            .book(TimeRequest(service: 2, resource: first.resource, start: first.start)),
            actor: "anna"
        )
        let taken = try #require(
            try desk.book.facts(from: other.first, through: .max).first {
                $0.resource == first.resource
            }
        )
        let again = Command.progress(subject: desk.visit, step: .reinstate)
        let refused = try #require(try await desk.book.submit(again, actor: "anna").refusal)
        #expect(refused.reason == .taken)
        #expect(try desk.book.facts(behind: refused, of: again).contains(taken.sequence))
    }
}

extension CustodyBook {
    /// The next day, at the same minute.
    fileprivate var tomorrow: Minute { temporary.clock.now.minute.advanced(by: 1_440) }
}
