import Daybook
import DaybookTesting
import Testing

@Suite("Mail out and back in")
struct MailThreadTests {
    private static let start = "2026-11-24T08:00:00Z"

    /// A book of the sample clinic, and its reader of mail.
    private struct Desk {
        let temporary: TemporaryBook
        let book: Book
        let adapter: EmailAdapter

        init() async throws {
            temporary = try TemporaryBook(
                start: try #require(Instant(rfc3339: MailThreadTests.start))
            )
            book = try temporary.open()
            try await book.configure(try EndToEndTests.sample(), actor: "anna")
            adapter = try book.mailAdapter()
        }

        /// Takes in a mail of lines.
        func receive(_ lines: [String]) async throws -> Received {
            temporary.clock.advance(seconds: 60)
            let bytes = Array(lines.joined(separator: "\r\n").utf8)
            let message = RawMessage(
                channel: .email,
                body: bytes,
                receivedAt: temporary.clock.now
            )
            return try #require(try await book.receive(message, with: adapter).first)
        }

        func mail(of reply: UInt64) async throws -> [String] {
            try await book.mail(of: reply, sender: "anna").withBytes { bytes in
                String(decoding: bytes, as: UTF8.self)
                    .split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
            }
        }
    }

    private static let request = [
        "From: =?utf-8?B?SsO2cmc=?= <joerg@mail.example>", "To: praxis@lindenhof.example",
        "Subject: Termin", "Message-ID: <1@mail.example>", "",
        "Guten Tag, ich hätte gern einen Termin am Freitag um 10 Uhr.",
    ]

    private static func field(_ name: String, of mail: [String]) -> String? {
        guard let place = mail.firstIndex(where: { $0.hasPrefix(name + ": ") }) else { return nil }
        let folds = mail[(place + 1)...].prefix { $0.hasPrefix(" ") }
        return String(mail[place].dropFirst(name.utf8.count + 2)) + folds.joined()
    }

    @Test("a person's answer goes to whom it may concern, in their thread")
    func personalAnswer() async throws {
        let desk = try await Desk()
        let asked = try #require(try await desk.receive(Self.request).message)
        let receipt = try await desk.book.respond(
            to: asked.subject,
            text: PHI("Freitag um zehn geht.\n"),
            actor: "anna"
        )
        let mail = try await desk.mail(of: receipt.first)
        #expect(Self.field("From", of: mail) == "\"Lindenhof Praxis\" <praxis@lindenhof.example>")
        #expect(Self.field("To", of: mail)?.hasSuffix("<joerg@mail.example>") == true)
        #expect(Self.field("Subject", of: mail) == "Re: Termin")
        #expect(Self.field("In-Reply-To", of: mail) == "<1@mail.example>")
        #expect(Self.field("References", of: mail) == "<1@mail.example>")
        #expect(Self.field("Auto-Submitted", of: mail) == nil)
        #expect(mail.contains("=46reitag um zehn geht."))
        // The address and the text were opened, which is a fact each.
        let accesses = try desk.book.facts(from: 1, through: .max).filter {
            $0.kind == .contentAccessed
        }
        #expect(accesses.map(\.cause) == [asked.sequence, receipt.first])
    }

    @Test("where several people write in one conversation the newest is answered, and can be read")
    func severalPeople() async throws {
        let desk = try await Desk()
        let asked = try #require(try await desk.receive(Self.request).message)
        let wife = [
            "From: eva@mail.example", "To: praxis@lindenhof.example", "Subject: Re: Termin",
            "Message-ID: <5@mail.example>", "In-Reply-To: <1@mail.example>", "",
            "Mein Mann kann nur nachmittags.",
        ]
        let second = try #require(try await desk.receive(wife).message)
        #expect(second.subject == asked.subject && second.party != asked.party)
        let receipt = try await desk.book.respond(
            to: asked.subject,
            text: PHI("Um drei.\n"),
            actor: "anna"
        )
        let reply = try #require(
            try desk.book.facts(from: receipt.first, through: .max).first {
                $0.kind == .replyQueued
            }
        )
        #expect(reply.party == second.party)
        let mail = try await desk.mail(of: reply.sequence)
        #expect(Self.field("To", of: mail) == "eva@mail.example")
        #expect(mail.contains("Um drei."))
        let note = try await desk.book.note(in: asked.subject, text: PHI("Ehefrau."), actor: "kim")
        let noted = try #require(
            try desk.book.facts(from: note.first, through: .max).first { $0.kind == .noteAdded }
        )
        let text = try await desk.book.reveal(noted.sequence, purpose: .treatment, reader: "kim")
        #expect(text.withText { $0 } == "Ehefrau.")
    }

    @Test("an answer by its own id finds the conversation, whatever the subject says")
    func ownIdentifier() async throws {
        let desk = try await Desk()
        let asked = try #require(try await desk.receive(Self.request).message)
        let receipt = try await desk.book.respond(
            to: asked.subject,
            text: PHI("Gern.\n"),
            actor: "anna"
        )
        let mail = try await desk.mail(of: receipt.first)
        let id = try #require(Self.field("Message-ID", of: mail))
        let answer = [
            "From: other-address@mail.example", "To: praxis@lindenhof.example", "Subject: Etwas",
            "Message-ID: <2@mail.example>", "In-Reply-To: \(id)", "", "Danke.",
        ]
        #expect(try await desk.receive(answer).message?.subject == asked.subject)
        // One letter of its code changed: whoever made it up did not get our mail.
        let forged = id.replacing("@", with: "A@", maxReplacements: 1)
        var made = answer
        made[3] = "Message-ID: <3@mail.example>"
        made[4] = "In-Reply-To: \(forged)"
        let other = try #require(try await desk.receive(made).message)
        #expect(other.kind == .requestReceived)
        #expect(other.subject != asked.subject)
        // The same subject alone is no thread.
        let sameSubject = [
            "From: eve@mail.example", "To: praxis@lindenhof.example", "Subject: Re: Termin",
            "Message-ID: <4@mail.example>", "", "Hallo.",
        ]
        let apart = try #require(try await desk.receive(sameSubject).message)
        #expect(apart.subject == apart.sequence)
    }

    @Test("an offer names its times and codes; a code books, and the booking comes with a calendar")
    func offerAndCalendar() async throws {
        let desk = try await Desk()
        let asked = try #require(try await desk.receive(Self.request).message)
        let service = try #require(try desk.book.clinic().service(key: "consultation"))
        let wishes = try await desk.book.wishes(of: asked.subject, reader: "anna")
        // "Freitag um 10 Uhr": in the morning, or at night.
        #expect(wishes.count == 2)
        let starts = try desk.book.suggestedTimes(for: service, wishes: wishes)
        let offer = try await desk.book.offer(
            to: asked.subject,
            service: service.number,
            starts: starts,
            actor: "anna"
        )
        let reply = try #require(
            try desk.book.history(of: asked.subject).last { $0.kind == .replyQueued }
        )
        let mail = try await desk.mail(of: reply.sequence)
        for time in offer.times { #expect(mail.contains { $0.contains(time.token) }) }
        #expect(mail.contains { $0.contains("2026-11-27 10:00") })
        let taken = try #require(offer.times.first)
        let id = try #require(Self.field("Message-ID", of: mail))
        let choice = try await desk.receive([
            "From: joerg@mail.example", "To: praxis@lindenhof.example", "Subject: AW: Termin",
            "Message-ID: <5@mail.example>", "In-Reply-To: \(id)", "", taken.token,
        ])
        let booking = try #require(choice.booking)
        let confirmation = try #require(
            try desk.book.history(of: asked.subject).last { $0.kind == .replyQueued }
        )
        let confirmed = try await desk.mail(of: confirmation.sequence)
        #expect(Self.field("Auto-Submitted", of: confirmed) == "auto-replied")
        #expect(confirmed.contains("METHOD:REQUEST"))
        #expect(confirmed.contains("SEQUENCE:0"))
        try await declined(booking, by: confirmed, desk, conversation: asked.subject)
    }

    /// The patient's calendar declines, before and after the appointment was moved.
    private func declined(
        _ booking: Fact,
        by confirmed: [String],
        _ desk: Desk,
        conversation: UInt64
    ) async throws {
        let line = try #require(confirmed.first { $0.hasPrefix("UID:") })
        let uid = line.dropFirst(4)
        func reply(_ number: Int, _ sequence: Int) -> [String] {
            [
                "From: joerg@mail.example", "To: praxis@lindenhof.example", "Subject: Declined",
                "Message-ID: <cal-\(number)@mail.example>",
                "Content-Type: text/calendar; method=REPLY", "", "BEGIN:VCALENDAR",
                "METHOD:REPLY", "BEGIN:VEVENT", "UID:\(uid)", "SEQUENCE:\(sequence)",
                "ATTENDEE;PARTSTAT=DECLINED:mailto:joerg@mail.example", "END:VEVENT",
                "END:VCALENDAR",
            ]
        }
        let first = try await desk.receive(reply(1, 0))
        #expect(first.message?.subject == conversation)
        #expect(first.note == "imip-reply-declined")
        #expect(first.calendar?.appointment == booking.subject)
        #expect(first.calendar?.isStale == false)
        #expect(first.calendar?.response == .declined)
        let answered = try #require(try desk.book.appointment(booking.subject))
        #expect(answered.response(of: 0, asOf: desk.temporary.clock.now) == .declined)
        // A refusal by calendar cancels nothing by itself.
        #expect(try desk.book.appointment(booking.subject)?.status == .booked)
        let window = booking.start.advanced(by: 60)..<booking.start.advanced(by: 4 * 1_440)
        let free = try desk.book.freeSlots(service: booking.service, in: window)
        let later = try #require(free.first)
        let moved = try await desk.book.submit(
            .reschedule(subject: booking.subject, start: later.start, resource: 0),
            actor: "anna"
        )
        #expect(moved.refusal == nil)
        let second = try await desk.receive(reply(2, 0))
        #expect(second.calendar?.isStale == true)
        #expect(second.calendar?.response == nil, "it answers a time that is not any more")
        let asked = try #require(try desk.book.appointment(booking.subject))
        #expect(asked.response(of: 0, asOf: desk.temporary.clock.now) == .needsAction)
        // Somebody else's calendar answers for nobody.
        var forged = reply(3, 1)
        forged[0] = "From: eve@mail.example"
        forged[11] = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:eve@mail.example"
        #expect(try await desk.receive(forged).calendar?.response == nil)
        var accepted = reply(4, 1)
        accepted[11] = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:joerg@mail.example"
        let last = try await desk.receive(accepted)
        #expect(last.message?.kind == .reactionReceived)
        #expect(last.calendar?.response == .accepted)
    }
}
