import Daybook
import DaybookTesting
import Testing

@Suite("Answers to whoever filled in a form", .serialized)
struct FormAnswerTests {
    fileprivate static let address = "ada@mail.example"
    fileprivate static let own = "termine@lindenhof.example"

    @Test(
        "go out as mail to the address in the form, and the mail that answers comes back into the conversation"
    )
    func roundTrip() async throws {
        let desk = try await SampleDesk()
        // What else was sent in the form's fields leads the mail nowhere else.
        let asked = try await desk.form("s1", "&reply-to=eve%40mail.example")
        let reply = try await desk.respond(to: asked)
        #expect(reply.channel == .email)
        #expect(try desk.book.outbox(on: .email).map(\.reply) == [reply.sequence])
        #expect(try desk.book.outbox(on: .email).map(\.conversation) == [asked.subject])
        let mail = try await desk.mail(of: reply.sequence)
        #expect(mail.contains { $0.hasPrefix("To: ") && $0.contains(Self.address) })
        #expect(mail.contains("Subject: Ihre Anfrage"))
        #expect(mail.contains("Dienstag um zehn?"))
        #expect(!mail.contains { $0.hasPrefix("In-Reply-To:") || $0.hasPrefix("References:") })
        #expect(!mail.joined().contains("eve@"))
        let claimed = try await desk.book.claimNext(on: .email, for: 60, actor: "mailer")
        #expect(claimed?.receipt.refusal == nil)
        _ = try await desk.book.reportReply(reply.sequence, .sent, actor: "mailer")
        #expect(try desk.book.waitingRequests().isEmpty)

        let field = try #require(mail.first { $0.hasPrefix("Message-ID: ") })
        let id = String(field.dropFirst("Message-ID: ".count))
        let answer = try await desk.mail(answering: id, text: "Ja, gern.")
        let message = try #require(answer.message)
        #expect(message.subject == asked.subject && message.kind == .messageReceived)
        #expect(message.party == asked.party, "one address, one person")
        let conversation = try #require(try desk.book.conversation(asked.subject))
        #expect(conversation.channel == .form)
        // From here on it is a thread of mails.
        let second = try await desk.respond(to: asked)
        #expect(second.channel == .email)
        let follow = try await desk.mail(of: second.sequence)
        #expect(follow.contains("In-Reply-To: <a\(id.utf8.count)@mail.example>"))
        #expect(follow.contains("Subject: Re: ganz anders"))
    }

    @Test("an offer goes out there too, and the code in the mail that comes back books")
    func offer() async throws {
        let desk = try await SampleDesk()
        let asked = try await desk.form("s1")
        let service = try #require(try desk.book.clinic().service(key: "consultation"))
        let offer = try await desk.book.offer(
            to: asked.subject,
            service: service.number,
            starts: try desk.book.suggestedTimes(for: service, wishes: []),
            actor: "anna"
        )
        let reply = try #require(try desk.book.outbox(on: .email).first)
        let mail = try await desk.mail(of: reply.reply)
        let token = try #require(offer.times.first).token
        #expect(mail.contains { $0.contains(token) })
        let field = try #require(mail.first { $0.hasPrefix("Message-ID: ") })
        let id = String(field.dropFirst("Message-ID: ".count))
        let chosen = try await desk.mail(answering: id, text: token)
        #expect(chosen.booking?.start == offer.times.first?.start)
        let booked = try #require(chosen.booking)
        #expect(booked.party == asked.party)
    }

    @Test(
        "a question to the nurse is answered by mail; who asked to be called, or gave only a number, is not",
        arguments: [
            (Channel.nurse, "email=ada%40mail.example", Channel.email),
            (.form, "email=ada%40mail.example&contactBy=email&phone=%2B4930901820", .email),
            (.form, "email=ada%40mail.example&contactBy=phone&phone=%2B4930901820", .form),
            (.form, "email=ada%40mail.example&contactBy=sms&phone=%2B4930901820", .form),
            (.form, "phone=%2B4930901820", .form), (.nurse, "phone=%2B4930901820", .nurse),
            (.form, "email=ada%40", .form), (.form, "email=", .form),
        ]
    )
    func wished(_ channel: Channel, _ contact: String, _ expected: Channel) async throws {
        let desk = try await SampleDesk()
        let asked = try await desk.form("s1", contact: contact, channel: channel)
        #expect(try await desk.respond(to: asked).channel == expected)
    }

    @Test(
        "a person's recorded preference is honoured",
        arguments: [
            (Channel.phone, Channel.form), (.sms, .form), (.email, .email), (.form, .email),
            (.system, .email),
        ]
    )
    func preferred(_ preference: Channel, _ expected: Channel) async throws {
        let desk = try await SampleDesk()
        let asked = try await desk.form("s1")
        if preference != .system {
            let recorded = try await desk.book.submit(
                .recordPreference(party: asked.party, channel: preference, language: nil),
                actor: "anna"
            )
            #expect(recorded.refusal == nil)
        }
        #expect(try await desk.respond(to: asked).channel == expected)
    }

    @Test("where nothing may be sent by mail, or not to them, nothing is")
    func notAllowed() async throws {
        let desk = try await SampleDesk()
        let asked = try await desk.form("s1")
        let withdrawn = try await desk.book.submit(
            .withdrawConsent(party: asked.party, channel: .email),
            actor: "anna"
        )
        #expect(withdrawn.refusal == nil)
        #expect(try await desk.respond(to: asked).channel == .form)
        // Consent that was withdrawn after the answer was queued keeps it from being sent.
        let other = try await desk.form("s2", contact: "email=eve%40mail.example")
        let queued = try await desk.respond(to: other)
        #expect(queued.channel == .email)
        _ = try await desk.book.submit(
            .withdrawConsent(party: other.party, channel: .email),
            actor: "anna"
        )
        let claim = try await desk.book.submit(
            .claimReply(reply: queued.sequence, seconds: 60),
            actor: "mailer"
        )
        #expect(claim.refusal?.reason == .noConsent)
    }

    @Test("a reminder of what was booked on the form goes out by mail")
    func reminder() async throws {
        let desk = try await SampleDesk()
        let asked = try await desk.form("s1")
        let service = try #require(try desk.book.clinic().service(key: "consultation"))
        let offer = try await desk.book.offer(
            to: asked.subject,
            service: service.number,
            starts: try desk.book.suggestedTimes(for: service, wishes: []),
            actor: "anna"
        )
        let hold = try #require(offer.times.first).hold
        let booked = try await desk.book.submit(
            .confirmHold(subject: hold, party: asked.party),
            channel: .form,
            actor: "anna"
        )
        #expect(booked.refusal == nil)
        let reminded = try await desk.book.submit(
            .remind(appointment: hold, channel: .email),
            actor: "anna"
        )
        #expect(reminded.refusal == nil)
        let mail = try await desk.mail(of: reminded.first)
        #expect(mail.contains { $0.hasPrefix("To: ") && $0.contains(Self.address) })
        #expect(mail.contains("Subject: Ihr Termin"))
    }
}

extension SampleDesk {
    fileprivate func form(
        _ id: String,
        _ more: String = "",
        contact: String = "email=ada%40mail.example",
        channel: Channel = .form
    ) async throws -> Fact {
        temporary.clock.advance(seconds: 60)
        let body =
            "name=Ada+Example&\(contact)&message=Bitte+einen+Termin&language=de"
            + "&question=Darf+ich+baden&urgency=whenever&submission-id=\(id)\(more)"
        let message = RawMessage(
            channel: channel,
            body: Array(body.utf8),
            headers: [
                .init(name: "Content-Type", value: "application/x-www-form-urlencoded")
            ],
            receivedAt: temporary.clock.now
        )
        let adapter = try book.formAdapter(channel: channel)
        return try #require(try await book.receive(message, with: adapter).first?.message)
    }

    fileprivate func mail(answering id: String, text: String) async throws -> Received {
        try await receiveMail([
            "From: Ada <\(FormAnswerTests.address)>", "To: \(FormAnswerTests.own)",
            "Subject: ganz anders", "Message-ID: <a\(id.utf8.count)@mail.example>",
            "In-Reply-To: \(id)", "", text,
        ])
    }

    fileprivate func respond(to asked: Fact) async throws -> Fact {
        let receipt = try await book.respond(
            to: asked.subject,
            text: PHI("Dienstag um zehn?"),
            actor: "anna"
        )
        #expect(receipt.refusal == nil)
        return try #require(try book.history(of: asked.subject).last)
    }
}
