import DaybookDomain
import Testing

@testable import DaybookIntake

/// Every recorded submission gives exactly its expected contact, or its refusal.
@Suite("Web form")
struct FormAdapterTests {
    static let names = ((try? FormAdapterTests.all()) ?? []).map(\.name)

    private static func all() throws -> [(name: String, delivery: RecordedDelivery)] {
        try WebhookFixtures.lines("form/form.jsonl").map { line in
            let name = try JSONReader.parse(line)["name"]?.string
            return (name ?? "", try RecordedDelivery(line: line))
        }
    }

    private static func mint() throws -> TokenMint {
        let keys = LiveSecrets(current: Array("test-token-key-0123456789abcdef".utf8))
        return TokenMint(book: Array("book-for-tests".utf8), keys: try #require(keys))
    }

    private func adapter() throws -> FormAdapter {
        FormAdapter(mint: try FormAdapterTests.mint())
    }

    @Test("A recorded submission is read as written down", arguments: names)
    func recorded(_ name: String) throws {
        let found = try FormAdapterTests.all().first { $0.name == name }
        let delivery = try #require(found).delivery
        let outcome = Outcome(try adapter(), delivery.message)
        if let refusal = FormExpectations.refusals[name] {
            #expect(outcome == .refused(refusal))
        } else {
            #expect(outcome == .contacts([try #require(FormExpectations.contacts[name])]))
        }
    }

    @Test("Every expectation has its recorded submission")
    func everyExpectationIsMet() {
        let expected = Array(FormExpectations.contacts.keys) + Array(FormExpectations.refusals.keys)
        #expect(FormAdapterTests.names.sorted() == expected.sorted())
        #expect(FormAdapterTests.names.count >= 16)
    }

    private func message(
        _ body: String,
        type: String? = "application/x-www-form-urlencoded"
    ) -> RawMessage {
        RawMessage(
            channel: .form,
            body: Array(body.utf8),
            headers: type.map { [.init(name: "content-type", value: $0)] } ?? [],
            receivedAt: Instant(milliseconds: FormExpectations.day)
        )
    }

    @Test("Mistakes are said in words, in the order of the page, without what was typed")
    func wordsForPatients() throws {
        let adapter = FormAdapter()
        let report = try adapter.report(
            on: message("message=secret&phone=secret&email=secret&slot=&contactBy=secret")
        )
        #expect(
            report.problems.map { "\($0.field): \($0.words)" } == [
                "name: Enter your name.",
                "email: Enter an email address like name@example.org.",
                "phone: Enter a phone number like 030 1234567 or +49 30 1234567.",
                "contactBy: Choose one of the answers for how we should answer.",
            ]
        )
        #expect(!report.note.contains("secret"))
        #expect(report.score == 0)
    }

    @Test("They are said in the patient's language, in words of its own for each")
    func wordsInLanguages() {
        var seen: Set<String> = []
        for code in FormReport.Code.allCases {
            let problem = FormReport.Problem(
                field: "name",
                code: code,
                label: "your name",
                lengthMax: 200
            )
            #expect(problem.words(in: "pl") == problem.words)
            for tag in ["en-GB", "de-AT", "es", "fr"] {
                let words = problem.words(in: tag)
                #expect(words.hasSuffix(".") && seen.insert(words).inserted)
                #expect(code != .tooLong || words.contains("200"))
            }
        }
    }

    @Test("Without a mint a slot comes back as it is")
    func uncheckedSlot() throws {
        let reading = try FormAdapter().read(
            message("name=Ada&email=a@example.org&slot=tuesday-9")
        )
        let lines = reading.lines()
        #expect(lines.map(\.kind) == [.choice])
        #expect(lines.map(\.choice) == ["tuesday-9"])
    }

    @Test("A form of the clinic's own fields, on a channel of its own")
    func ownSchema() throws {
        let schema = FormSchema(
            fields: [
                .init("question", .message, label: "your question", isRequired: true),
                .init("urgent", .choice(["yes", "no"]), label: "whether it is urgent"),
            ],
            needsContact: false
        )
        let adapter = FormAdapter(channel: .nurse, schema: schema)
        let reading = try adapter.read(
            RawMessage(
                channel: .nurse,
                body: Array("question=May+I+swim%3F&urgent=no".utf8),
                receivedAt: Instant(milliseconds: 0)
            )
        )
        let lines = reading.lines()
        #expect(lines.map(\.text) == ["May I swim?"])
        #expect(lines.map(\.note) == [""])
        #expect(lines[0].identity.hasPrefix("nurse|digest|"))
        #expect(Outcome(adapter, message("question=x")).code == .notConfigured)
    }

    @Test("A body as long as its limit is read, one byte more is refused")
    func lengths() throws {
        let start = "name=Ada&email=a@example.org&message="
        let rest = String(repeating: "x", count: 65_536 - start.utf8.count)
        let outcome = Outcome(FormAdapter(), message(start + rest))
        guard case .contacts(let lines) = outcome else {
            Issue.record("refused: \(outcome)")
            return
        }
        // The value is cut at its own limit; the sealed original holds the rest.
        #expect(lines[0].text.utf8.count == 16_384)
        #expect(lines[0].note == "message=too-long")
        #expect(Outcome(FormAdapter(), message(start + rest + "x")).code == .tooLarge)
    }

    @Test("A value cut at its limit is cut between characters")
    func cutBetweenCharacters() throws {
        let body =
            "name=Ada&email=a@example.org&message=x"
            + String(repeating: "%F0%9F%99%8F", count: 4_200)
        let outcome = Outcome(FormAdapter(), message(body))
        guard case .contacts(let lines) = outcome else {
            Issue.record("refused: \(outcome)")
            return
        }
        #expect(lines[0].text == "x" + String(repeating: "🙏", count: 4_095))
    }

    @Test(
        "An id that no form would mint is not used as identity",
        arguments: ["a b", "é", String(repeating: "x", count: 201), "a\nb"]
    )
    func strangeIDs(_ id: String) throws {
        let escaped = id.utf8.map { byte in
            "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        let reading = try FormAdapter().read(
            message("name=Ada&email=a@example.org&submission-id=\(escaped)")
        )
        #expect(reading.lines()[0].identity.hasPrefix("form|digest|"))
    }

    @Test("Truncated and mutated submissions never trap, and read the same twice")
    func hostileBytes() throws {
        let adapter = try adapter()
        var random = SocialSeed(5)
        for (_, delivery) in try FormAdapterTests.all() where delivery.body.count < 2_000 {
            func check(_ body: [UInt8]) {
                let first = Outcome(adapter, copy(of: delivery, body))
                #expect(first == Outcome(adapter, copy(of: delivery, body)))
            }
            for length in 0..<delivery.body.count { check(Array(delivery.body[..<length])) }
            for _ in 0..<80 where !delivery.body.isEmpty {
                var body = delivery.body
                for _ in 0..<3 {
                    let place = Int.random(in: 0..<body.count, using: &random)
                    body[place] = UInt8.random(in: 0...255, using: &random)
                }
                check(body)
            }
        }
    }

    private func copy(of delivery: RecordedDelivery, _ body: [UInt8]) -> RawMessage {
        RawMessage(
            channel: .form,
            body: body,
            headers: delivery.headers,
            receivedAt: delivery.receivedAt
        )
    }
}
