import Daybook
import DaybookTesting
import Testing

@Suite("Times chosen in words", .serialized)
struct WrittenChoiceTests {
    /// What a platform's reader makes of a text message.
    private struct Said: ChannelAdapter {
        let id: Int
        let text: String

        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            var contact = Contact(.message, identity: Array("sms \(id)".utf8))
            contact.sender = "+4930901820"
            contact.messageID = "SM\(id)"
            contact.text = text
            contact.freshText = text
            return Reading([contact])
        }
    }

    /// A book in which somebody asked by text message and was offered three times.
    private struct Desk {
        let temporary: TemporaryBook
        let book: Book
        let service: Service
        let asked: Fact
        var times: [OfferedTime] = []

        init(offering: Bool = true) async throws {
            temporary = try TemporaryBook(
                start: try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
            )
            book = try temporary.open()
            try await book.configure(try EndToEndTests.sample(), actor: "anna")
            service = try #require(try book.clinic().service(key: "consultation"))
            asked = try #require(
                try await Desk.write(1, "Haben Sie einen Termin?", temporary, book).message
            )
            if offering { try await offer() }
        }

        mutating func offer(daysAhead: Int = 0) async throws {
            let first = temporary.clock.now.minute.advanced(by: daysAhead * 1_440)
            let free = try book.freeSlots(
                service: service.number,
                in: first..<first.advanced(by: 5 * 1_440)
            )
            var starts: [Minute] = []
            for slot in free where !starts.contains(slot.start) { starts.append(slot.start) }
            times = try await book.offer(
                to: asked.subject,
                service: service.number,
                starts: Array(starts.prefix(3)),
                actor: "anna"
            ).times
        }

        /// An appointment of whoever asked, from their conversation.
        func book(daysAhead: Int = 0) async throws -> UInt64 {
            let first = temporary.clock.now.minute.advanced(by: daysAhead * 1_440)
            let start = try #require(
                try book.firstTimes(1, of: service.number, after: first).first
            )
            let wish = TimeRequest(
                service: service.number,
                start: start,
                party: asked.party,
                cause: asked.sequence
            )
            return try await book.submit(.book(wish), actor: "anna").first
        }

        func write(_ id: Int, _ text: String) async throws -> Received {
            try await Desk.write(id, text, temporary, book)
        }

        private static func write(
            _ id: Int,
            _ text: String,
            _ temporary: TemporaryBook,
            _ book: Book
        ) async throws -> Received {
            temporary.clock.advance(seconds: 60)
            let message = RawMessage(
                channel: .sms,
                body: Array("\(id)".utf8),
                receivedAt: temporary.clock.now
            )
            let received = try await book.receive(message, with: Said(id: id, text: text))
            return try #require(received.first)
        }

        /// A time as an offer without buttons writes it.
        func written(_ index: Int) throws -> String {
            let clinic = try book.clinic()
            let key = try #require(clinic.settings?.zone)
            let zone = try #require(clinic.zone(key)?.rules)
            return zone.wallTime(at: times[index].start.instant).description
                .replacing("T", with: " ")
        }
    }

    @Test(
        "the number of the time, alone, books it",
        arguments: [("1", 0), ("2", 1), (" 3\n", 2), ("2.", 1), ("3)", 2)]
    )
    func number(_ text: String, _ index: Int) async throws {
        let desk = try await Desk()
        let chosen = try await desk.write(2, text)
        #expect(chosen.booking?.start == desk.times[index].start)
        #expect(chosen.message?.subject == desk.asked.subject)
        let again = try await desk.write(2, text)
        #expect(again.receipt.isRepeated)
    }

    @Test("so does the time as it was offered, and its code on a line, where there are no buttons")
    func timeAndCode() async throws {
        let desk = try await Desk()
        let chosen = try await desk.write(2, try desk.written(1))
        #expect(chosen.booking?.start == desk.times[1].start)
        let other = try await Desk()
        let text = "Ich nehme diesen:\r\n\(other.times[2].token)\r\nDanke"
        #expect(try await other.write(2, text).booking?.start == other.times[2].start)
    }

    @Test(
        "anything else books nothing and waits for a person",
        arguments: ["2 bitte", "nicht 2", "0", "12", "2-3", "zwei", "2026-12-02", "08:00", "?"]
    )
    func words(_ text: String) async throws {
        let desk = try await Desk()
        let received = try await desk.write(2, text)
        #expect(received.booking == nil)
        #expect(received.message?.kind == .messageReceived)
        #expect(received.message?.reason == Reason.none)
    }

    @Test(
        "a number or time that was not offered says so",
        arguments: ["4", "9", "2026-12-24 03:00"]
    )
    func notOffered(_ text: String) async throws {
        let desk = try await Desk()
        let received = try await desk.write(2, text)
        #expect(received.booking == nil && received.message?.reason == .notOffered)
    }

    @Test(
        "a number that may be meant for either of two offers says so, a time that is in one books"
    )
    func twoOffers() async throws {
        var desk = try await Desk()
        let first = desk.times
        try await desk.offer(daysAhead: 7)
        #expect(Set(first.map(\.start)).isDisjoint(with: desk.times.map(\.start)))
        let received = try await desk.write(2, "1")
        #expect(received.booking == nil && received.message?.reason == .notOffered)
        let chosen = try await desk.write(3, try desk.written(0))
        #expect(chosen.booking?.start == desk.times[0].start)
    }

    @Test(
        "a time offered instead of a booked one is chosen alike, and the appointment moves there",
        arguments: ["2", "time", "token"]
    )
    func rebooked(_ how: String) async throws {
        var desk = try await Desk(offering: false)
        let visit = try await desk.book()
        desk.times = try await desk.book.rebook(visit, actor: "anna").times
        #expect(desk.times.count == 3)
        let text = how == "time" ? try desk.written(1) : how == "token" ? desk.times[1].token : how
        let chosen = try await desk.write(2, text)
        #expect(chosen.booking?.kind == .appointmentRescheduled)
        #expect(chosen.booking?.subject == visit)
        #expect(chosen.booking?.start == desk.times[1].start)
        let others = try desk.times.map {
            try desk.book.appointment($0.hold)?.status(asOf: desk.temporary.clock.now)
        }
        #expect(others == [.cancelled, .cancelled, .cancelled], "all holds of the offer are over")
        let free = try desk.book.freeSlots(
            service: desk.service.number,
            in: desk.times[0].start..<desk.times[0].start.advanced(by: 1)
        )
        #expect(free.count == 1)
    }

    @Test(
        "so is a time out of the waitlist, and the wait ends",
        arguments: ["1", "time", "token"]
    )
    func waitlisted(_ how: String) async throws {
        var desk = try await Desk(offering: false)
        let now = desk.temporary.clock.now.minute
        let wish = WaitlistWish(
            service: desk.service.number,
            conversation: desk.asked.subject,
            window: now..<now.advanced(by: 14 * 1_440)
        )
        try await desk.book.submit(.joinWaitlist(wish), actor: "anna")
        let offer = try #require(try await desk.book.advance().offers.first)
        guard case .queued = offer.notice else {
            Issue.record("the patient was not told: \(offer.notice)")
            return
        }
        desk.times = [offer.time]
        let text = how == "time" ? try desk.written(0) : how == "token" ? offer.time.token : how
        let chosen = try await desk.write(2, text)
        #expect(chosen.booking?.kind == .appointmentBooked)
        #expect(chosen.booking?.start == offer.time.start)
        #expect(try desk.book.waitlist().isEmpty)
    }

    @Test("a number that only one of two offers has can only mean that one")
    func onlyOne() async throws {
        let desk = try await Desk()
        let three = desk.times
        let visit = try await desk.book(daysAhead: 9)
        let last = try desk.book.firstTimes(
            1,
            of: desk.service.number,
            after: desk.temporary.clock.now.minute.advanced(by: 10 * 1_440)
        )
        _ = try await desk.book.rebook(visit, starts: last, actor: "anna")
        #expect(try await desk.write(2, "1").message?.reason == .notOffered, "of either")
        #expect(try await desk.write(3, "3").booking?.start == three[2].start)
        // One was chosen, so the others of its offer are over.
        let moved = try await desk.write(4, "1").booking
        #expect(moved?.kind == .appointmentRescheduled && moved?.start == last.first)
    }

    @Test("what is held longer than it was offered is booked as long as it is held")
    func extended() async throws {
        let desk = try await Desk()
        try await desk.book.submit(.extendHold(subject: desk.times[1].hold, minutes: 600))
        desk.temporary.clock.advance(seconds: 7_200)
        #expect(try await desk.write(2, "2").booking?.start == desk.times[1].start)
    }

    @Test("what is held no more is not booked, and the message says why")
    func expired() async throws {
        let desk = try await Desk()
        desk.temporary.clock.advance(seconds: 86_400)
        let received = try await desk.write(2, "1")
        #expect(received.booking == nil && received.message?.reason == .holdExpired)
    }

    @Test("where nothing was offered a number is a message like any other")
    func noOffer() async throws {
        let desk = try await Desk(offering: false)
        let received = try await desk.write(2, "1")
        #expect(received.message?.kind == .messageReceived)
        #expect(received.message?.reason == Reason.none)
    }
}
