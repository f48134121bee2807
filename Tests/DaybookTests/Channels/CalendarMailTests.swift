import Daybook
import DaybookTesting
import Testing

/// What a patient's calendar is told of an appointment's whole life, read back from our own mails.
@Suite("Calendars that go out by mail")
struct CalendarMailTests {
    private struct Desk {
        let temporary: TemporaryBook
        let book: Book
        let adapter: EmailAdapter
        let asked: Fact

        /// Somebody asked by mail, at the clinic's second address.
        init() async throws {
            let start = try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
            temporary = try TemporaryBook(start: start)
            book = try temporary.open()
            try await book.configure(try EndToEndTests.sample(), actor: "anna")
            adapter = try book.mailAdapter()
            let mail = [
                "From: joerg@mail.example", "To: termine@lindenhof.example", "Subject: Termin",
                "Message-ID: <1@mail.example>", "", "Ich hätte gern einen Termin.",
            ]
            let message = RawMessage(
                channel: .email,
                body: Array(mail.joined(separator: "\r\n").utf8),
                receivedAt: temporary.clock.now
            )
            asked = try #require(try await book.receive(message, with: adapter).first?.message)
        }

        /// Books the first free time for whoever asked.
        func book() async throws -> UInt64 {
            try await submit(.book(try request(0))).first
        }

        func request(_ index: Int) throws -> TimeRequest {
            let service = try #require(try book.clinic().service(key: "consultation"))
            // From tomorrow on, so that no notice is too short.
            let now = temporary.clock.now.minute.advanced(by: 1_440)
            let free = try book.freeSlots(
                service: service.number,
                in: now..<now.advanced(by: 5 * 1_440),
                count: index + 1
            )
            return TimeRequest(
                service: service.number,
                start: try #require(free.last).start,
                party: asked.party,
                cause: asked.sequence
            )
        }

        @discardableResult
        func submit(_ command: Command) async throws -> Receipt {
            temporary.clock.advance(seconds: 60)
            let receipt = try await book.submit(command, actor: "anna")
            #expect(receipt.refusal == nil)
            return receipt
        }

        /// Answers in a person's words; gives the mail.
        func answer(_ text: String) async throws -> String {
            temporary.clock.advance(seconds: 60)
            let receipt = try await book.respond(to: asked.subject, text: PHI(text), actor: "anna")
            _ = try await book.reportReply(receipt.first, .sent)
            return try await mail(of: receipt.first)
        }

        func mail(of reply: UInt64) async throws -> String {
            try await book.mail(of: reply, sender: "anna").withBytes {
                String(decoding: $0, as: UTF8.self)
            }
        }
    }

    /// The values of a property, unfolded, in the order they stand.
    private static func values(_ name: String, in mail: String) -> [String] {
        // Undo quoted-printable's soft breaks and equals signs, then the calendar's folds.
        let text = mail.replacing("=\r\n", with: "").replacing("=3D", with: "=")
            .replacing("\r\n ", with: "")
        return text.split(separator: "\r\n").filter { $0.hasPrefix(name + ":") }
            .map { String($0.dropFirst(name.count + 1)) }
    }

    @Test(
        "a move and a cancellation carry the same UID and a higher SEQUENCE, a person's words too"
    )
    func life() async throws {
        let desk = try await Desk()
        #expect(!(try await desk.answer("Wir sehen nach.\n")).contains("text/calendar"))
        let visit = try await desk.book()
        let booked = try await desk.answer("Das geht.\n")
        #expect(Self.values("METHOD", in: booked) == ["REQUEST"])
        #expect(Self.values("SEQUENCE", in: booked) == ["0"])
        // Told once, it is not told again.
        #expect(!(try await desk.answer("Bringen Sie Ihre Karte mit.\n")).contains("text/calendar"))
        let later = try desk.request(3).start
        try await desk.submit(.reschedule(subject: visit, start: later, resource: 0))
        let moved = try await desk.answer("Wir mussten den Termin verschieben.\n")
        #expect(moved.contains("=57ir mussten") || moved.contains("Wir mussten"))
        #expect(Self.values("METHOD", in: moved) == ["REQUEST"])
        #expect(Self.values("SEQUENCE", in: moved) == ["1"])
        try await desk.submit(.cancel(subject: visit, reason: .provider))
        let cancelled = try await desk.answer("Leider muss der Termin ausfallen.\n")
        #expect(Self.values("METHOD", in: cancelled) == ["CANCEL"])
        #expect(Self.values("SEQUENCE", in: cancelled) == ["2"])
        #expect(Self.values("STATUS", in: cancelled) == ["CANCELLED"])
        let uids = [booked, moved, cancelled].map { Self.values("UID", in: $0) }
        #expect(Set(uids).count == 1 && uids[0].count == 1)
        // The address that was written to answers; the UID's domain is the clinic's first.
        #expect(booked.contains("From: \"Lindenhof Praxis\" <termine@lindenhof.example>"))
        for mail in [booked, moved, cancelled] {
            #expect(!mail.contains("Auto-Submitted"))
            for line in mail.split(separator: "\r\n") { #expect(line.utf8.count <= 78) }
        }
    }

    @Test(
        "a calendar that goes out again shows what the patient answered, and asks after a move",
        arguments: [ParticipantResponse.accepted, .declined, .tentative]
    )
    func answered(response: ParticipantResponse) async throws {
        let desk = try await Desk()
        let visit = try await desk.book()
        #expect(Self.participation(try await desk.answer("Das geht.\n")) == ["NEEDS-ACTION"])
        try await desk.submit(
            .recordResponse(subject: visit, resource: 0, response: response)
        )
        // An instant that is kept and a time that was moved back tell of it again.
        try await desk.submit(.cancel(subject: visit, reason: .other))
        try await desk.submit(.progress(subject: visit, step: .reinstate))
        let again = try await desk.answer("Doch.\n")
        #expect(Self.participation(again) == [response.code.uppercased()])
        let later = try desk.request(3).start
        try await desk.submit(.reschedule(subject: visit, start: later, resource: 0))
        #expect(Self.participation(try await desk.answer("Etwas später.\n")) == ["NEEDS-ACTION"])
    }

    /// What each calendar in a mail says of the patient's answer.
    private static func participation(_ mail: String) -> [String] {
        let text = mail.replacing("=\r\n", with: "").replacing("=3D", with: "=")
            .replacing("\r\n ", with: "")
        return text.split(separator: "\r\n").filter { $0.hasPrefix("ATTENDEE") }.compactMap {
            line in
            line.split(separator: "PARTSTAT=").last?.prefix { $0.isLetter || $0 == "-" }
        }.map { String($0) }
    }

    @Test("two appointments that changed go along as two calendars")
    func two() async throws {
        let desk = try await Desk()
        let first = try await desk.book()
        let second = try await desk.submit(.book(try desk.request(6))).first
        _ = try await desk.answer("Beide stehen.\n")
        try await desk.submit(.cancel(subject: first, reason: .patient))
        let start = try desk.request(9).start
        try await desk.submit(.reschedule(subject: second, start: start, resource: 0))
        let mail = try await desk.answer("Wie besprochen.\n")
        #expect(Self.values("METHOD", in: mail) == ["CANCEL", "REQUEST"])
        #expect(Set(Self.values("UID", in: mail)).count == 2)
        #expect(mail.contains("multipart/mixed") && mail.contains("multipart/alternative"))
        // Our own reader finds the words, and no part broken.
        let message = RawMessage(
            channel: .email,
            body: Array(mail.utf8),
            receivedAt: desk.temporary.clock.now
        )
        let reading = try EmailAdapter(addresses: ["joerg@mail.example"]).read(message)
        #expect(reading.count == 1)
    }

    @Test("an answer that failed has told nothing: the next one tells it")
    func failed() async throws {
        let desk = try await Desk()
        _ = try await desk.book()
        desk.temporary.clock.advance(seconds: 60)
        let lost = try await desk.book.respond(
            to: desk.asked.subject,
            text: PHI("Das geht.\n"),
            actor: "anna"
        )
        _ = try await desk.book.reportReply(lost.first, .failed)
        let again = try await desk.answer("Noch einmal: das geht.\n")
        #expect(Self.values("METHOD", in: again) == ["REQUEST"])
    }

    @Test("somebody else's appointment never goes along")
    func others() async throws {
        let desk = try await Desk()
        var other = try desk.request(0)
        other.party = desk.asked.party &+ 1
        try await desk.submit(.book(other))
        // Theirs, but not of this conversation.
        var apart = try desk.request(5)
        apart.cause = 0
        try await desk.submit(.book(apart))
        #expect(!(try await desk.answer("Wir sehen nach.\n")).contains("text/calendar"))
    }

    @Test("a reminder by mail says that a rule wrote it unasked, and answers nothing")
    func reminder() async throws {
        let desk = try await Desk()
        let visit = try await desk.book()
        let reminder = try await desk.submit(.remind(appointment: visit, channel: .email)).first
        let mail = try await desk.mail(of: reminder)
        // A person queued it at the desk; a rule's says so.
        #expect(!mail.contains("Auto-Submitted"))
        let receipt = try await desk.book.submit(
            .remind(appointment: visit, channel: .email),
            channel: .system,
            actorClass: .service
        )
        let byRule = try await desk.mail(of: receipt.first)
        #expect(byRule.contains("\r\nAuto-Submitted: auto-generated\r\n"))
        #expect(!byRule.contains("In-Reply-To"))
        #expect(byRule.contains("Subject: Ihr Termin\r\n"))
        #expect(byRule.contains("Wir erinnern Sie an Ihren Termin: 2026-11-2"))
        // What is answered to it finds the conversation.
        let id = try #require(
            byRule.split(separator: "\r\n").first { $0.hasPrefix("Message-ID: ") }
        ).dropFirst(12)
        let answer = [
            "From: joerg@mail.example", "To: praxis@lindenhof.example", "Subject: Re: Ihr Termin",
            "Message-ID: <2@mail.example>", "In-Reply-To: \(id)", "", "Danke.",
        ]
        let raw = RawMessage(
            channel: .email,
            body: Array(answer.joined(separator: "\r\n").utf8),
            receivedAt: desk.temporary.clock.now
        )
        let received = try await desk.book.receive(raw, with: desk.adapter)
        #expect(received.first?.message?.subject == desk.asked.subject)
    }

    @Test("a reminder to somebody who never wrote by mail has nobody to go to")
    func nobody() async throws {
        let desk = try await Desk()
        var request = try desk.request(0)
        request.party = 77
        request.cause = 0
        let visit = try await desk.submit(.book(request)).first
        let reminder = try await desk.submit(.remind(appointment: visit, channel: .email)).first
        await #expect(throws: BookError.self) { _ = try await desk.mail(of: reminder) }
    }

    @Test("the channel's warning ends the first answer, and no later one")
    func warning() async throws {
        let desk = try await Desk()
        let text = String(decoding: try EndToEndTests.sample(), as: UTF8.self)
            .replacing(
                "\"email\": {",
                with: "\"email\": { \"warning\": \"Mail is not encrypted.\",",
                maxReplacements: 1
            )
        try await desk.book.configure(Array(text.utf8), actor: "anna")
        #expect(try await desk.answer("Gern.\n").contains("\r\nMail is not encrypted.\r\n"))
        #expect(!(try await desk.answer("Bis dann.\n").contains("Mail is not encrypted.")))
    }
}
