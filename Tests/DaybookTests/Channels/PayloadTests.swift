import Daybook
import DaybookTesting
import Testing

@Suite("Answers as platforms take them")
struct PayloadTests {
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
            return try #require(received.first)
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
}
