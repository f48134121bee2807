import Daybook
import DaybookTesting
import Testing

@Suite("Read again")
struct RereadTests {
    /// An older reader that knew no calendars and took nothing for a machine's.
    private struct OlderReader: ChannelAdapter {
        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            var contact = Contact(.unrecognised, identity: message.body)
            contact.text = "unread"
            contact.note = "mail"
            return Reading([contact])
        }
    }

    @Test("a better reader says what would change, and changes nothing")
    func better() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        let bytes = Array(
            "From: a@mail.example\r\nTo: praxis@lindenhof.example\r\nMessage-ID: <1@x>\r\n\r\nHello"
                .utf8
        )
        func mail() -> RawMessage {
            RawMessage(channel: .email, body: bytes, receivedAt: start)
        }
        let received = try #require(try await book.receive(mail(), with: OlderReader()).first)
        let message = try #require(received.message)
        #expect(message.kind == .unrecognisedReceived)
        let reread = try await book.reread(
            message.sequence,
            with: try book.mailAdapter(),
            reader: "anna"
        )
        #expect(reread.was == .unrecognisedReceived)
        #expect(reread.kind == .message)
        #expect(
            reread.differences == [
                "kind", "identity", "sender", "recipient", "messageID", "text", "freshText", "note",
            ]
        )
        // What was opened is a fact; what was read is as it was.
        let facts = try book.facts(from: message.sequence, through: .max)
        #expect(facts.map(\.kind) == [.unrecognisedReceived, .contentAccessed])
        let same = try await book.reread(message.sequence, with: OlderReader(), reader: "anna")
        #expect(same.differences == [])
        await #expect(throws: BookError.self) {
            try await book.reread(1, with: OlderReader(), reader: "anna")
        }
    }
}
