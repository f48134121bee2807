import Daybook
import DaybookTesting
import Testing

@Suite("By which channel somebody is reminded")
struct ReminderChannelTests {
    private static let party: UInt64 = 9

    @Test("by the one they prefer, while its platform takes it, else by the one they asked on")
    func passedOver() async throws {
        let temporary = try TemporaryBook(
            start: try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
        )
        let book = try temporary.open()
        let words = try RepositoryFile.text("schemas/examples/clinic-words.json")
        try await book.configure(Array(words.utf8), actor: "anna")
        func visit(askedOn channel: Channel, onDay day: Int) async throws -> UInt64 {
            var incoming = Incoming(.message)
            incoming.party = Self.party
            let asked = try await book.submit(
                .receive(incoming),
                channel: channel,
                actorClass: .patient
            ).first
            let first = temporary.clock.now.minute.advanced(by: day * 1_440)
            let free = try book.freeSlots(
                service: 1,
                in: first..<first.advanced(by: 1_440),
                count: 1
            )
            var wish = TimeRequest(
                service: 1,
                start: try #require(free.first).start,
                party: Self.party
            )
            wish.cause = asked
            return try await book.submit(.book(wish), channel: channel, actor: "anna").first
        }
        let byMail = try await visit(askedOn: .email, onDay: 6)
        let byWhatsApp = try await visit(askedOn: .whatsapp, onDay: 7)
        try await book.submit(
            .recordPreference(party: Self.party, channel: .whatsapp, language: nil),
            actor: "anna"
        )
        func channels() throws -> [UInt64: Channel] {
            Dictionary(
                uniqueKeysWithValues: try book.dueReminders().map { ($0.appointment, $0.channel) }
            )
        }
        temporary.clock.advance(seconds: 5 * 86_400 + 4 * 3_600)
        // Nobody wrote on WhatsApp for a day: the platform takes nothing by rule any more.
        #expect(try channels() == [byMail: .email, byWhatsApp: .whatsapp])
        func refusal(_ visit: UInt64, _ channel: Channel) async throws -> Reason? {
            try await book.submit(
                .remind(appointment: visit, channel: channel),
                actor: "mailer",
                actorClass: .service
            ).refusal?.reason
        }
        #expect(try await refusal(byWhatsApp, .whatsapp) == .replyWindowClosed)
        #expect(try await refusal(byMail, .whatsapp) == .replyWindowClosed)
        #expect(try await refusal(byMail, .email) == nil)
        var incoming = Incoming(.message)
        incoming.party = Self.party
        incoming.conversation = try #require(
            try book.waitingRequests().first { $0.channel == .whatsapp }
        ).conversation
        try await book.submit(.receive(incoming), channel: .whatsapp, actorClass: .patient)
        #expect(try channels() == [byWhatsApp: .whatsapp])
        #expect(try await refusal(byWhatsApp, .whatsapp) == nil)
    }
}
