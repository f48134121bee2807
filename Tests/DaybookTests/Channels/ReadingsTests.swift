import Daybook
import DaybookTesting
import Testing

@Suite("How well messages are read")
struct ReadingsTests {
    /// A reader of plain words, whose version a test chooses.
    private struct Words: ChannelAdapter {
        let readerVersion: UInt32

        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            var contact = Contact(.message, identity: message.body)
            contact.sender = "+49301234567"
            contact.text = String(decoding: message.body, as: UTF8.self)
            return Reading([contact])
        }
    }

    @Test("a correction counts against the version that read the message, once, as said last")
    func counted() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        var messages: [Fact] = []
        for (number, version) in [1, 1, 1, 2, 2].enumerated() {
            let raw = RawMessage(
                channel: .sms,
                body: Array("text \(number)".utf8),
                receivedAt: start
            )
            let received = try await book.receive(
                raw,
                with: Words(readerVersion: UInt32(version))
            )
            messages.append(try #require(received.first?.message))
        }
        func correct(_ index: Int, _ intent: ReadingCorrection.Intent) async throws -> Reason? {
            let meant = ReadingCorrection(message: messages[index].sequence, intent: intent)
            return try await book.correctReading(meant, actor: "anna").refusal?.reason
        }
        #expect(try await correct(0, .move) == nil)
        #expect(try await correct(0, .question) == nil)
        #expect(try await correct(0, .question) == .unchanged)
        #expect(try await correct(3, .spam) == nil)
        #expect(try await correct(4, .spam) == nil)
        let rows = try book.readings()
        #expect(rows.map(\.channel) == [.sms, .sms])
        #expect(rows.map(\.readerVersion) == [1, 2])
        #expect(rows.map(\.read) == [3, 2])
        #expect(rows.map(\.corrected) == [1, 2])
        #expect(rows.map(\.rightPerMille) == [666, 0])
        #expect(rows.map(\.intents) == [[.question: 1], [.spam: 2]])
    }

    @Test("cut anywhere, the fold counts the same")
    func cuts() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        let raw = RawMessage(channel: .sms, body: [0x61], receivedAt: start)
        let received = try await book.receive(raw, with: Words(readerVersion: 1))
        let message = try #require(received.first?.message).sequence
        for intent in [ReadingCorrection.Intent.move, .spam, .move] {
            _ = try await book.correctReading(
                ReadingCorrection(message: message, intent: intent),
                actor: "anna"
            )
        }
        let whole = try book.readings()
        for cut in 0..<(try book.head().sequence) {
            var counts = ReadingCounts()
            try book.replay(&counts, from: 1, through: cut)
            try book.replay(&counts, from: cut + 1)
            #expect(counts.rows == whole)
        }
    }
}
