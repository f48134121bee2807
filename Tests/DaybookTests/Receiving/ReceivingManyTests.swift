import Daybook
import DaybookTesting
import Testing

@Suite("Many messages at once", .serialized)
struct ReceivingManyTests {
    private static let start = "2026-11-23T08:00:00Z"

    /// A book whose key store counts its flushes.
    private struct Counted {
        let temporary: TemporaryBook
        let keys: CountingKeys
        let book: Book

        init(seed: UInt64 = 1) throws {
            let temporary = try TemporaryBook(
                start: try #require(Instant(rfc3339: ReceivingManyTests.start)),
                seed: seed
            )
            let identity = try Book(opening: temporary.path, options: temporary.options).identity
            let file = try KeyFile.open(
                Book.defaultKeyPath(temporary.path),
                bookIdentity: identity,
                random: .seeded(seed)
            )
            keys = CountingKeys(file)
            var options = temporary.options
            options.keyStore = keys
            book = try Book(opening: temporary.path, options: options)
            self.temporary = temporary
        }

        func message(_ mail: String) -> RawMessage {
            RawMessage(
                channel: .email,
                body: Array(mail.utf8),
                receivedAt: temporary.clock.now
            )
        }

        func delivery(_ mail: String) throws -> Delivery {
            try Delivery(message(mail), readBy: ReceivingManyTests.adapter)
        }
    }

    private static let adapter = EmailAdapter(addresses: ["praxis@example.com"])

    private static func mail(
        _ number: Int,
        from sender: Int? = nil,
        answering: Int? = nil,
        text: String = "Ich brauche bitte einen Termin."
    ) -> String {
        let answered = answering.map { "In-Reply-To: <\($0)@example.org>\r\n" } ?? ""
        return "From: p\(sender ?? number)@example.org\r\nTo: praxis@example.com\r\n"
            + "Subject: Termin\r\nMessage-ID: <\(number)@example.org>\r\n\(answered)"
            + "Date: Mon, 23 Nov 2026 08:59:00 +0100\r\n\r\n\(text)\r\n"
    }

    @Test("a thousand mails from a thousand new senders share four flushes of the keys")
    func flushes() async throws {
        let counted = try Counted()
        let deliveries = try (1...1_000).map { try counted.delivery(Self.mail($0)) }
        let received = try await counted.book.receive(deliveries)
        #expect(received.count == 1_000)
        #expect(counted.keys.flushes == 4)
        #expect(try counted.book.head().commit <= 4)
        let requests = try received.map { try #require(try $0.get().first?.message) }
        #expect(requests.map(\.kind) == Array(repeating: .requestReceived, count: 1_000))
        #expect(requests.map(\.sequence) == requests.map(\.sequence).sorted(), "in their order")
        #expect(Set(requests.map(\.party)).count == 1_000)
        let last = try await counted.book.reveal(
            try #require(requests.last).sequence,
            purpose: .treatment,
            reader: "anna"
        )
        #expect(last.withText { $0 } == "Ich brauche bitte einen Termin.")
        let again = try await counted.book.receive(deliveries)
        #expect(try again.allSatisfy { try $0.get().first?.receipt.isRepeated == true })
        #expect(try again.map { try $0.get().first?.message } == requests)
        #expect(counted.keys.flushes == 4, "nobody is new the second time")
        let mixed = try await counted.book.receive([
            deliveries[900], counted.delivery(Self.mail(1_001)), deliveries[3],
        ])
        let messages = try mixed.map { try #require(try $0.get().first?.message) }
        #expect(messages[0] == requests[900])
        #expect(messages[1].sequence > requests[999].sequence)
        #expect(messages[1].kind == .requestReceived)
        #expect(messages[2] == requests[3])
    }

    @Test("they become the facts that one after the other becomes, answers and second mails too")
    func sameFacts() async throws {
        let mails = (1...40).map { number in
            Self.mail(
                number,
                from: number % 7,
                answering: number.isMultiple(of: 3) ? number - 2 : nil
            )
        }
        func kinds(_ book: Book) throws -> [String] {
            try book.facts(from: 1, through: try book.head().sequence)
                .map { "\($0.kind.map(\.name) ?? "-") \($0.subject)" }
        }
        let one = try Counted()
        for mail in mails {
            _ = try await one.book.receive(one.message(mail), with: Self.adapter)
        }
        let many = try Counted()
        _ = try await many.book.receive(try mails.map { try many.delivery($0) })
        #expect(try kinds(many.book) == kinds(one.book))
        #expect(many.keys.flushes == 1)
    }

    @Test("an id that was used with another content is refused alone")
    func conflict() async throws {
        let counted = try Counted()
        // The id of the command is made of the body; a sender is part of what was asked.
        let received = try await counted.book.receive([
            try counted.delivery(Self.mail(1)),
            try counted.delivery(Self.mail(1, from: 9)),
            try counted.delivery(Self.mail(2)),
        ])
        #expect(try received[0].get().count == 1)
        guard case .failure(let fault) = received[1] else {
            Issue.record("the second must be refused")
            return
        }
        #expect(fault.code == "conflict")
        #expect(try received[2].get().count == 1)
        #expect(try counted.book.waitingRequests().count == 2)
    }

    @Test("callers that each bring one share a flush: two for all who wait")
    func callers() async throws {
        let counted = try Counted()
        let rounds = try KeyRounds(counted.keys)
        counted.keys.gate.shut()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for token in 1...300 { group.addTask { try await rounds.make([UInt64(token)]) } }
            // A first round stands at the gate, with whoever came in time; the rest waits behind it.
            while rounds.waiting + counted.keys.held < 300 { await Task.yield() }
            counted.keys.gate.open()
            try await group.waitForAll()
        }
        #expect(counted.keys.flushes <= 2)
        for token in 1...300 { _ = try counted.keys.partyKey(UInt64(token)) }
        rounds.stop()
        await #expect(throws: VaultError.self) { try await rounds.make([301]) }
    }

    @Test("a token that can't have a key fails alone, and nobody else with it")
    func refused() async throws {
        let counted = try Counted()
        let rounds = try KeyRounds(counted.keys)
        counted.keys.refuse(17)
        counted.keys.gate.shut()
        let failed = await withTaskGroup(of: UInt64?.self) { group in
            for token in UInt64(1)...40 {
                group.addTask {
                    do throws(VaultError) {
                        try await rounds.make([token])
                        return nil
                    } catch {
                        return error.code == .erased ? token : 0
                    }
                }
            }
            while rounds.waiting + counted.keys.held < 40 { await Task.yield() }
            counted.keys.gate.open()
            var failed: [UInt64] = []
            for await token in group { if let token { failed.append(token) } }
            return failed
        }
        #expect(failed == [17])
        for token in UInt64(1)...40 where token != 17 { _ = try counted.keys.partyKey(token) }
        rounds.stop()
    }
}
