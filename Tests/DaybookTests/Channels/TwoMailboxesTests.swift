import Daybook
import DaybookTesting
import Testing

@Suite("A mail to two of the clinic's addresses", .serialized)
struct TwoMailboxesTests {
    fileprivate static let boxes = ["praxis@lindenhof.example", "termine@lindenhof.example"]

    @Test("is two deliveries and one message: one conversation, one wait")
    func oneMessage() async throws {
        let desk = try await SampleDesk()
        let first = try #require(try await desk.deliver(to: 0).message)
        let other = try await desk.deliver(to: 1)
        let copy = try #require(other.message)
        #expect(!other.receipt.isRepeated)
        #expect(copy.kind == .copyReceived && copy.cause == first.sequence)
        #expect(copy.subject == first.subject && copy.party == first.party)
        #expect(try desk.book.waitingRequests().map(\.conversation) == [first.subject])
        let row = try #require(try desk.book.responseTimes(by: .total).first)
        #expect(row.begun == 1 && row.waiting == 1)
        // Each delivery is known when it comes again, and each can be looked at.
        for box in 0...1 { #expect(try await desk.deliver(to: box).receipt.isRepeated) }
        let text = try await desk.book.reveal(copy.sequence, purpose: .treatment, reader: "anna")
        #expect(text.withText { $0 } == "Bitte einen Termin.")
        // One answer ends the wait for both.
        _ = try await desk.book.respond(
            to: first.subject,
            text: PHI("Dienstag?"),
            sent: true,
            actor: "anna"
        )
        #expect(try desk.book.waitingRequests().isEmpty)
        guard case .sound = try desk.book.verify() else {
            Issue.record("the log does not verify")
            return
        }
    }

    @Test("also when both come in at once")
    func together() async throws {
        let desk = try await SampleDesk()
        let adapter = try desk.book.mailAdapter()
        let deliveries = try (0...1).map { box in
            let mail =
                "Delivered-To: \(Self.boxes[box])\r\nFrom: ada@mail.example\r\n"
                + "Message-ID: <1@mail.example>\r\n\r\nBitte einen Termin.\r\n"
            return try Delivery(
                RawMessage(
                    channel: .email,
                    body: Array(mail.utf8),
                    receivedAt: desk.temporary.clock.now
                ),
                readBy: adapter
            )
        }
        let kinds = try await desk.book.receive(deliveries).map {
            try $0.get().first?.message?.kind
        }
        #expect(kinds == [.requestReceived, .copyReceived])
    }

    @Test("a used id with other words, or from somebody else, is a message of its own")
    func notTheSame() async throws {
        let desk = try await SampleDesk()
        let first = try #require(try await desk.deliver(to: 0).message)
        let words = try #require(try await desk.deliver(to: 1, text: "Ganz dringend!").message)
        #expect(words.kind == .requestReceived && words.subject != first.subject)
        let other = try await desk.deliver(to: 1, from: "eve@mail.example")
        #expect(other.message?.kind == .requestReceived)
        #expect(try desk.book.waitingRequests().count == 3)
    }

    @Test("that chooses an offered time books once")
    func choice() async throws {
        let desk = try await SampleDesk()
        let asked = try #require(try await desk.deliver(to: 0).message)
        let service = try #require(try desk.book.clinic().service(key: "consultation"))
        let offer = try await desk.book.offer(
            to: asked.subject,
            service: service.number,
            starts: try desk.book.suggestedTimes(for: service, wishes: []),
            actor: "anna"
        )
        let token = try #require(offer.times.first).token
        let answered = "<1@mail.example>"
        let chosen = try await desk.deliver(to: 0, id: "2", answering: answered, text: token)
        #expect(chosen.booking != nil)
        let copy = try await desk.deliver(to: 1, id: "2", answering: answered, text: token)
        #expect(copy.message?.kind == .copyReceived && copy.booking == nil)
        #expect(copy.message?.subject == asked.subject)
    }
}

extension SampleDesk {
    /// Takes in a mail as the server puts it into one of the mailboxes.
    @discardableResult
    fileprivate func deliver(
        to box: Int,
        from sender: String = "ada@mail.example",
        id: String = "1",
        answering: String? = nil,
        text: String = "Bitte einen Termin."
    ) async throws -> Received {
        var lines = [
            "Delivered-To: \(TwoMailboxesTests.boxes[box])",
            "Received: from a by b\(box) with ESMTP; Tue, 24 Nov 2026 08:00:0\(box) +0000",
            "From: Ada <\(sender)>", "To: \(TwoMailboxesTests.boxes.joined(separator: ", "))",
            "Subject: Termin", "Message-ID: <\(id)@mail.example>",
        ]
        if let answering { lines.append("In-Reply-To: \(answering)") }
        return try await receiveMail(lines + ["", text, ""])
    }
}
