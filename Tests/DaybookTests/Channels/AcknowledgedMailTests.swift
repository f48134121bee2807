import Daybook
import DaybookTesting
import Testing

@Suite("Mail that is acknowledged")
struct AcknowledgedMailTests {
    @Test("the acknowledgement waits in the outbox of the same commit, and the clock runs on")
    func queued() async throws {
        let desk = try await SampleDesk("clinic-words")
        let received = try await desk.receive(1)
        let asked = try #require(received.message)
        let entry = try #require(try desk.book.outbox().first)
        #expect(entry.isAcknowledgement && entry.isAutomatic && !entry.hasText)
        #expect(entry.conversation == asked.subject && entry.about == asked.sequence)
        guard case .accepted(let first, let count) = received.receipt.answer else {
            Issue.record("the message was not accepted")
            return
        }
        #expect((first..<first + UInt64(count)).contains(entry.reply))
        let claimed = try await desk.book.claimNext(for: 60, actor: "mailer")
        #expect(claimed?.reply == entry.reply && claimed?.receipt.refusal == nil)
        _ = try await desk.book.reportReply(entry.reply, .sent, actor: "mailer")
        #expect(try desk.book.outbox().isEmpty)
        let waiting = try desk.book.waitingRequests()
        #expect(waiting.map(\.conversation) == [asked.subject])
        #expect(waiting.first?.since == asked.occurredAt)
        let total = try #require(try desk.book.responseTimes(by: .total).first)
        #expect(total.begun == 1 && total.waiting == 1)
        #expect(total.answered == 0 && total.automatic == 0)
        #expect(try desk.book.waitHistory().waits.map(\.outcome) == [.waiting])
        // The person's answer is the first one.
        _ = try await desk.book.respond(
            to: asked.subject,
            text: PHI("Freitag?"),
            sent: true,
            actor: "anna"
        )
        #expect(try desk.book.responseTimes(by: .total).first?.answered == 1)
    }

    @Test("as mail it says that no person wrote it, and ends with the emergency wording")
    func asMail() async throws {
        let desk = try await SampleDesk("clinic-words")
        try await desk.receive(1)
        let reply = try #require(try desk.book.outbox().first).reply
        let mail = try await desk.mail(of: reply)
        #expect(mail.contains("Auto-Submitted: auto-replied"))
        #expect(mail.contains("In-Reply-To: <1@mail.example>"))
        #expect(mail.contains("Content-Language: de"))
        let body = mail.drop { !$0.isEmpty }.joined(separator: "\n")
        #expect(body.contains("Ihre Nachricht ist bei uns."))
        #expect(body.contains("Im Notfall w=C3=A4hlen Sie 112."))
        #expect(body.contains("Praxis Birke") && !body.contains("{"))
    }

    @Test("what answers the acknowledgement belongs to the conversation of the message")
    func answered() async throws {
        let desk = try await SampleDesk("clinic-words")
        let asked = try #require(try await desk.receive(1).message)
        let reply = try #require(try desk.book.outbox().first).reply
        let mail = try await desk.mail(of: reply)
        let field = try #require(mail.first { $0.hasPrefix("Message-ID: ") })
        let id = field.dropFirst("Message-ID: ".count)
        let answer = try await desk.receive(2, ["In-Reply-To: \(id)"], text: "Danke.")
        #expect(answer.message?.subject == asked.subject)
        #expect(try desk.book.outbox().count == 1, "once a day")
    }

    @Test("machines, and the same mail once more, are not acknowledged")
    func machines() async throws {
        let desk = try await SampleDesk("clinic-words")
        try await desk.receive(1, ["Auto-Submitted: auto-replied"])
        try await desk.receive(2, ["List-Id: <news.mail.example>", "Precedence: list"])
        #expect(try desk.book.outbox().isEmpty)
        try await desk.receive(3)
        try await desk.receive(3)
        #expect(try desk.book.outbox().count == 1)
    }

    @Test("it is worded as the clinic had it when it was queued, whatever came since")
    func versions() async throws {
        let desk = try await SampleDesk("clinic-words")
        try await desk.receive(1)
        let first = try #require(try desk.book.outbox().first).reply
        try await desk.configure { $0.replacing("ist bei uns", with: "ist angekommen") }
        try await desk.receive(2, from: "eva@mail.example")
        let second = try #require(try desk.book.outbox(after: first).first).reply
        #expect(try await desk.mail(of: first).contains { $0.contains("ist bei uns") })
        #expect(try await desk.mail(of: second).contains { $0.contains("ist angekommen") })
    }

    @Test("a sender whose consent ended does not keep the next one waiting")
    func passedOver() async throws {
        let desk = try await SampleDesk("clinic-words")
        let asked = try #require(try await desk.receive(1).message)
        try await desk.receive(2, from: "eva@mail.example")
        let entries = try desk.book.outbox()
        #expect(entries.count == 2)
        try await desk.book.submit(
            .withdrawConsent(party: asked.party, channel: .email),
            actor: "anna"
        )
        let claimed = try await desk.book.claimNext(for: 60, actor: "mailer")
        #expect(claimed?.reply == entries.last?.reply && claimed?.receipt.refusal == nil)
        let refused = try await desk.book.claimNext(for: 60, actor: "mailer")
        #expect(refused?.receipt.refusal?.reason == .noConsent)
    }

    @Test("the confirmation of a booking is in the clinic's own words and the patient's language")
    func confirmation() async throws {
        for (language, words) in [("", "Ihr Termin steht"), ("en", "Your appointment is booked")] {
            let desk = try await SampleDesk("clinic-words")
            let asked = try #require(try await desk.receive(1).message)
            if !language.isEmpty {
                try await desk.book.submit(
                    .recordPreference(
                        party: asked.party,
                        channel: .email,
                        language: LanguageTag(language)
                    ),
                    actor: "anna"
                )
            }
            let clinic = try desk.book.clinic()
            let service = try #require(clinic.service(key: "consultation"))
            let starts = try desk.book.suggestedTimes(for: service, wishes: [])
            let offer = try await desk.book.offer(
                to: asked.subject,
                service: service.number,
                starts: starts,
                actor: "anna"
            )
            let token = try #require(offer.times.first).token
            try await desk.receive(2, ["In-Reply-To: <1@mail.example>"], text: token)
            let reply = try #require(try desk.book.outbox().last).reply
            // Long lines are folded; they are whole again without the folds.
            let text = try await desk.mail(of: reply).joined(separator: "\n")
                .replacing("=\n", with: "")
            #expect(text.contains(words) && text.contains("Birkenweg 4"), "\(text)")
        }
    }
}

extension SampleDesk {
    @discardableResult
    fileprivate func receive(
        _ number: Int,
        from sender: String = "joerg@mail.example",
        _ fields: [String] = [],
        text: String = "Guten Tag, ich hätte gern einen Termin."
    ) async throws -> Received {
        let head = [
            "From: \(sender)", "To: praxis@birke.example", "Subject: Termin",
            "Message-ID: <\(number)@mail.example>",
        ]
        return try await receiveMail(head + fields + ["", text])
    }
}
