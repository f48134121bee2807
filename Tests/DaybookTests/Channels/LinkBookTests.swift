import Daybook
import DaybookTesting
import Testing

@Suite("Patients sent from a platform to the clinic's own form")
struct LinkBookTests {
    /// What the platform's reader makes of a message or comment.
    private struct Said: ChannelAdapter {
        let kind: Contact.Kind
        let id: String
        let sender: String
        let text: String

        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            var contact = Contact(kind, identity: Array(id.utf8))
            contact.sender = sender
            contact.recipient = "178414000000001"
            contact.messageID = id
            contact.text = text
            contact.freshText = text
            return Reading([contact])
        }
    }

    /// A book of the sample clinic, whose Instagram only redirects.
    private struct Desk {
        let temporary: TemporaryBook
        let book: Book

        init(_ file: [UInt8]? = nil, seed: UInt64 = 1) async throws {
            let start = try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
            temporary = try TemporaryBook(start: start, seed: seed)
            book = try temporary.open()
            try await book.configure(try file ?? EndToEndTests.sample(), actor: "anna")
        }

        /// Takes in what somebody wrote, in private or in public.
        private func receive(
            _ kind: Contact.Kind,
            _ id: String,
            from sender: String,
            _ text: String
        ) async throws -> Fact {
            temporary.clock.advance(seconds: 60)
            let message = RawMessage(
                channel: .instagram,
                body: Array(id.utf8),
                receivedAt: temporary.clock.now
            )
            let adapter = Said(kind: kind, id: id, sender: sender, text: text)
            return try #require(try await book.receive(message, with: adapter).first?.message)
        }

        func message(_ id: String, _ text: String) async throws -> Fact {
            try await receive(.message, id, from: "901", text)
        }

        func comment(_ id: String, from sender: String) async throws -> Fact {
            try await receive(.mention, id, from: sender, "Do you take new patients?")
        }

        func form(_ link: String, id: String) async throws -> Received {
            temporary.clock.advance(seconds: 60)
            let message = RawMessage(
                channel: .form,
                body: Array(
                    ("name=Ada+Example&email=ada%40mail.example&message=A+check-up&link=\(link)"
                        + "&submission-id=\(id)").utf8
                ),
                headers: [
                    .init(name: "Content-Type", value: "application/x-www-form-urlencoded")
                ],
                receivedAt: temporary.clock.now
            )
            let received = try await book.receive(message, with: try book.formAdapter())
            return try #require(received.first)
        }

        func payload(of reply: UInt64) async throws -> JSONValue {
            try JSONReader.parse(
                try await book.payload(of: reply, sender: "anna").withBytes { $0 }
            )
        }
    }

    @Test(
        "the invitation names no one and nothing, and its link joins the form to the conversation"
    )
    func redirected() async throws {
        let desk = try await Desk()
        let asked = try await desk.message("m1", "A check-up with Dr Adler?")
        let answer = try await desk.book.respond(
            to: asked.subject,
            text: PHI("Tuesday at ten."),
            actor: "anna"
        )
        #expect(answer.refusal?.reason == .channelPolicy)
        let invited = try await desk.book.invite(asked.subject, actor: "anna")
        let link = try #require(try desk.book.oneTimeLink(invited.first))
        let json = try await desk.payload(of: invited.first + 1)
        #expect(json["recipient"]?["id"]?.string == "901")
        let text = try #require(json["message"]?["text"]?.string)
        let address = "https://lindenhof.example/termine?link=" + link.token
        #expect(link.address == address)
        #expect(
            text == "Thank you for your message. Please go on here, so that we can answer you:\n"
                + address + "\n"
        )
        for word in ["Lindenhof Praxis", "Adler", "check-up", "Tuesday"] {
            #expect(!text.contains(word))
        }
        let joined = try await desk.form(link.token, id: "sub-1")
        #expect(joined.message?.subject == asked.subject)
        #expect(joined.message?.channel == .form)
        let conversation = try #require(try desk.book.conversation(asked.subject))
        #expect(conversation.channel == .form)
        #expect(conversation.waitingSince == asked.occurredAt)
        // The same submission again is the same; another with the link is on its own.
        #expect(try await desk.form(link.token, id: "sub-1").receipt.isRepeated)
        let second = try #require(try await desk.form(link.token, id: "sub-2").message)
        #expect(second.kind == .requestReceived && second.reason == .linkUsed)
        let again = try await desk.book.redeemLink(link.token, actor: "anna")
        #expect(again.receipt.refusal?.reason == .linkUsed)
    }

    @Test("a token with one letter changed, or of another book, leads nowhere")
    func forged() async throws {
        let desk = try await Desk()
        let asked = try await desk.message("m1", "Hello")
        let minted = try await desk.book.mintLink(outOf: asked.subject, actor: "anna")
        let token = try #require(minted.link).token
        let other = try await Desk(seed: 2)
        _ = try await other.message("m1", "Hello")
        _ = try await other.book.mintLink(outOf: asked.subject, actor: "anna")
        await #expect(throws: BookError.self) {
            _ = try await other.book.redeemLink(token, actor: "anna")
        }
        for index in Array(token.indices).dropFirst(3) {
            var changed = token
            changed.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            await #expect(throws: BookError.self) {
                _ = try await desk.book.redeemLink(changed, actor: "anna")
            }
            let alone = try #require(
                try await desk.form(
                    changed,
                    id: "sub-\(token.distance(from: token.startIndex, to: index))"
                )
                .message
            )
            #expect(alone.kind == .requestReceived && alone.reason == .none)
        }
        let redeemed = try await desk.book.redeemLink(token.lowercased(), actor: "anna")
        #expect(redeemed.conversation == asked.subject && redeemed.receipt.refusal == nil)
    }

    @Test("comments of two people are two conversations, apart from what either writes in private")
    func comments() async throws {
        let desk = try await Desk()
        let private_ = try await desk.message("m1", "Hello")
        let first = try await desk.comment("c1", from: "901")
        let second = try await desk.comment("c2", from: "902")
        let third = try await desk.comment("c3", from: "901")
        #expect(first.kind == .requestReceived && first.reason == .publicPlace)
        #expect(Set([private_.subject, first.subject, second.subject]).count == 3)
        #expect(third.subject == first.subject && third.kind == .messageReceived)
        #expect(try desk.book.conversation(first.subject)?.waitingSince == first.occurredAt)
        let answer = try await desk.book.respond(
            to: first.subject,
            text: PHI("Yes, come on Tuesday."),
            actor: "anna"
        )
        #expect(answer.refusal?.reason == .publicPlace)
        let link = try await desk.book.mintLink(outOf: first.subject, actor: "anna")
        #expect(link.receipt.refusal?.reason == .publicPlace)
        let invited = try await desk.book.invite(first.subject, actor: "anna")
        let json = try await desk.payload(of: invited.first)
        #expect(json["recipient"]?["comment_id"]?.string == "c3")
        #expect(
            json["message"]?["text"]?.string
                == "Thank you for writing. Please send us a private message; we cannot answer here.\n"
                + "https://lindenhof.example/termine\n"
        )
        _ = try await desk.book.reportReply(invited.first, .sent, actor: "anna")
        #expect(try desk.book.conversation(first.subject)?.waitingSince == nil)
    }

    @Test("where a message is acknowledged, the acknowledgement carries the link")
    func acknowledged() async throws {
        let text = String(
            decoding: try LocalFile.read(Samples.root + "/schemas/examples/clinic-words.json"),
            as: UTF8.self
        )
        let file = text.replacing(
            "\"channels\": {",
            with: "\"channels\": {\n\"instagram\": {\"acknowledge\": true, \"mode\": \"redirect\", "
                + "\"redirect\": \"https://birke.example/form?lang=de\", "
                + "\"addresses\": [\"178414000000001\"]},"
        )
        let desk = try await Desk(Array(file.utf8))
        let asked = try await desk.message("m1", "Hallo, haben Sie bitte einen Termin für mich?")
        let facts = try desk.book.facts(from: asked.sequence, through: .max)
        #expect(facts.map(\.kind) == [.requestReceived, .linkMinted, .acknowledgementQueued])
        let link = try #require(try desk.book.oneTimeLink(facts[1].sequence))
        #expect(link.address == "https://birke.example/form?lang=de&link=" + link.token)
        let json = try await desk.payload(of: facts[2].sequence)
        let words = try #require(json["message"]?["text"]?.string)
        #expect(words.contains(link.address))
        #expect(words.contains("112"))
        #expect(!words.contains("Birke\n") && !words.contains("Praxis Birke"))
        // Nobody's clock stops by it, and the next message of the day is not acknowledged again.
        #expect(try desk.book.conversation(asked.subject)?.waitingSince == asked.occurredAt)
        let next = try await desk.message("m2", "Noch etwas")
        let later = try desk.book.facts(from: next.sequence, through: .max)
        #expect(later.map(\.kind) == [.messageReceived])
        #expect(try await desk.form(link.token, id: "s").message?.subject == asked.subject)
    }
}
