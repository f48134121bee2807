import Daybook
import DaybookTesting
import Testing

@Suite("Answers as platforms take them")
struct PayloadTests {
    private struct NothingReceived: Error {}

    /// Takes the body for what somebody wrote.
    private struct PlainAdapter: ChannelAdapter {
        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            var contact = Contact(.message, identity: message.body)
            contact.sender = "61"
            contact.messageID = "m_1"
            contact.text = String(decoding: message.body, as: UTF8.self)
            contact.freshText = contact.text
            return Reading([contact])
        }
    }

    @Test("an offer comes with a button for each time, and a button's token books")
    func offer() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        let secrets = try #require(LiveSecrets(current: Array("another-test-secret".utf8)))
        let adapter = TelegramAdapter(bot: "77", secrets: secrets)
        func receive(_ body: String) async throws -> Received {
            temporary.clock.advance(seconds: 60)
            let message = RawMessage(
                channel: .telegram,
                body: Array(body.utf8),
                headers: [
                    .init(name: "X-Telegram-Bot-Api-Secret-Token", value: "another-test-secret")
                ],
                receivedAt: temporary.clock.now
            )
            let received = try await book.receive(message, with: adapter)
            guard let first = received.first else { throw NothingReceived() }
            return first
        }
        let asked = try #require(
            try await receive(
                #"{"update_id":1,"message":{"message_id":4,"from":{"id":51,"language_code":"de"},"#
                    + #""chat":{"id":51,"type":"private"},"date":1795507200,"text":"Termin?"}}"#
            ).message
        )
        let service = try #require(try book.clinic().service(key: "consultation"))
        let offer = try await book.offer(
            to: asked.subject,
            service: service.number,
            starts: try book.suggestedTimes(for: service, wishes: []),
            actor: "anna"
        )
        let reply = try #require(
            try book.history(of: asked.subject).last { $0.kind == .replyQueued }
        )
        let body = try await book.payload(of: reply.sequence, sender: "anna").withBytes { $0 }
        let json = try JSONReader.parse(body)
        #expect(json["chat_id"]?.string == "51")
        #expect(json["text"]?.string?.hasPrefix("Wir können Ihnen diese Termine anbieten") == true)
        let rows = try #require(json["reply_markup"]?["inline_keyboard"]?.array)
        #expect(rows.map { $0[0]?["callback_data"]?.string } == offer.times.map(\.token))
        let chosen = try #require(offer.times.last)
        let choice = try await receive(
            #"{"update_id":2,"callback_query":{"id":"9","from":{"id":51},"data":"\#(chosen.token)"}}"#
        )
        #expect(choice.booking?.start == chosen.start)
        // Mail is no platform, and the other way round.
        await #expect(throws: BookError.self) {
            _ = try await book.mail(of: reply.sequence, sender: "anna").withBytes { $0.count }
        }
    }

    @Test("on Messenger a person's answer after a day goes out with the tag for human agents")
    func humanAgent() async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
        )
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        let message = RawMessage(
            channel: .messenger,
            body: Array("Termin?".utf8),
            receivedAt: temporary.clock.now
        )
        let received = try await book.receive(message, with: PlainAdapter())
        let asked = try #require(received.first?.message)
        func sent() async throws -> JSONValue {
            let receipt = try await book.respond(
                to: asked.subject,
                text: PHI("Dienstag um zehn?"),
                actor: "anna"
            )
            let bytes = try await book.payload(of: receipt.first, sender: "anna").withBytes { $0 }
            return try JSONReader.parse(bytes)
        }
        let early = try await sent()
        #expect(early["messaging_type"]?.string == "RESPONSE" && early["tag"] == nil)
        temporary.clock.advance(seconds: 2 * 86_400)
        let late = try await sent()
        #expect(late["messaging_type"]?.string == "MESSAGE_TAG")
        #expect(late["tag"]?.string == "HUMAN_AGENT")
    }
}
