import Daybook
import DaybookTesting
import Testing

@Suite("A book from bytes to query")
struct EndToEndTests {
    static func sample() throws -> [UInt8] {
        try LocalFile.read(Samples.root + "/schemas/examples/clinic.json")
    }

    @Test("offers a time, books it, and offers it no more")
    func bookAndQuery() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try Self.sample(), actor: "anna")
        let again = try await book.configure(try Self.sample(), actor: "anna")
        #expect(again == nil, "the same file changes nothing")
        let service = try #require(try book.clinic().services.first)
        let window = start.minute..<start.minute.advanced(by: 3 * 1_440)
        let free = try book.freeSlots(service: service.number, in: window)
        let slot = try #require(free.first)
        let request = TimeRequest(
            service: service.number,
            resource: slot.resource,
            start: slot.start
        )
        let receipt = try await book.submit(.book(request), actor: "anna")
        #expect(receipt.refusal == nil)
        let second = try await book.submit(.book(request), actor: "ben")
        #expect(second.refusal?.reason == .taken)
        let left = try book.freeSlots(
            service: service.number,
            in: window,
            resource: slot.resource
        )
        #expect(!left.contains { $0.start == slot.start })
        let appointment = try #require(try book.appointment(receipt.first))
        #expect(appointment.status == .booked)
    }

    @Test("a mail opens a request, an answer ends the wait, and a redelivery changes nothing")
    func mailAndAnswer() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T08:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try Self.sample(), actor: "anna")
        let mail = """
            From: Petra Muster <petra@example.org>\r
            To: praxis@example.com\r
            Subject: Termin\r
            Message-ID: <m1@example.org>\r
            Date: Mon, 23 Nov 2026 08:59:00 +0100\r
            \r
            Ich brauche bitte einen Termin.\r
            """
        func message() -> RawMessage {
            RawMessage(channel: .email, body: Array(mail.utf8), receivedAt: temporary.clock.now)
        }
        let adapter = EmailAdapter(addresses: ["praxis@example.com"])
        let received = try await book.receive(message(), with: adapter)
        let request = try #require(received.first?.message)
        #expect(request.kind == .requestReceived)
        let again = try await book.receive(message(), with: adapter)
        #expect(again.first?.receipt.isRepeated == true)
        #expect(try book.waitingRequests().map(\.conversation) == [request.sequence])

        temporary.clock.advance(seconds: 5_400)
        let queued = try await book.respond(
            to: request.sequence,
            text: PHI("Dienstag um zehn?"),
            actor: "anna"
        )
        #expect(try book.waitingRequests().count == 1, "queued is not sent")
        _ = try await book.reportReply(queued.first, .sent)
        #expect(try book.waitingRequests().isEmpty)
        let row = try #require(try book.responseTimes(by: .total).first)
        #expect(row.answered == 1)
        #expect(row.percentiles?.first == 5_400)
        #expect(row.within == [0, 1, 1, 1])

        let revealed = try await book.reveal(
            request.sequence,
            purpose: .treatment,
            reader: "anna"
        )
        let text = revealed.withText { $0 }
        #expect(text.contains("Ich brauche bitte einen Termin."))
    }

    @Test("replay from zero gives the digest of the live state")
    func replay() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try Self.sample(), actor: "anna")
        let head = try book.head()
        var projections = BookProjections()
        #expect(try book.replay(&projections) == head.sequence)
        var first = Digest()
        projections.digest(into: &first)
        var again = BookProjections()
        try book.replay(&again)
        var second = Digest()
        again.digest(into: &second)
        #expect(first.hex == second.hex)
        #expect(first.hex != Digest().hex)
    }
}
