import Daybook
import DaybookTesting
import Testing

/// The code of README and the guides, between markers, so that it compiles and runs. A test holds
/// the two against each other.
struct BookedMinutes: Projection {
    // README: projection
    static let name = "booked-minutes"
    static let version: UInt32 = 1
    private(set) var minutes: [UInt16: UInt64] = [:]

    mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {
        for index in facts.indices where facts[index].kind == .appointmentBooked {
            minutes[facts[index].resource, default: 0] += UInt64(facts[index].length)
        }
    }

    func digest(into digest: inout Digest) {
        for (resource, total) in minutes.sorted(by: { $0.key < $1.key }) {
            digest.absorb(UInt64(resource))
            digest.absorb(total)
        }
    }
    // README: end

    init() {}
}

struct PagerAdapter: ChannelAdapter {
    // README: channel
    func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        guard message.body.count <= 4_096 else {
            throw Unreadable(.tooLarge, offset: 4_096, expected: "at most 4096 bytes")
        }
        guard let text = String(validating: message.body, as: UTF8.self) else {
            throw Unreadable(.malformed, offset: 0, expected: "UTF-8")
        }
        guard let page = message.header("X-Page-ID"), !page.isEmpty else {
            throw Unreadable(.malformed, expected: "X-Page-ID")
        }
        var contact = Contact(.message, identity: Array("pager \(page)".utf8))
        contact.sender = message.header("X-Pager") ?? ""
        contact.text = text
        contact.freshText = text
        return Reading([contact])
    }
    // README: end
}

@Suite("README and guides")
struct ReadmeTests {
    @Test("does what it shows")
    func runs() async throws {
        let now = try #require(Instant(rfc3339: "2026-12-01T08:00:00Z"))
        let temporary = try TemporaryBook(start: now)
        let path = temporary.path
        let options = temporary.options
        let file = try LocalFile.read(Samples.root + "/schemas/examples/clinic.json")
        let mail = Array("From: petra@example.org\r\nMessage-ID: <1@example.org>\r\n\r\nHello".utf8)

        // README: library
        let book = try Book(opening: path, options: options)
        try await book.configure(file, actor: "anna")

        // A mail opens a request; the same mail again changes nothing.
        let adapter = EmailAdapter(addresses: ["praxis@lindenhof.example"])
        let message = RawMessage(channel: .email, body: mail, receivedAt: now)
        for received in try await book.receive(message, with: adapter) {
            print(received.kind, received.message?.sequence ?? 0)
        }

        // Free times, and a durable booking or a refusal with its reason.
        let service = try book.clinic().service(key: "check-up")?.number ?? 0
        let week = now.minute..<now.minute.advanced(by: 7 * 1_440)
        let free = try book.freeSlots(service: service, in: week, count: 3)
        let wish = TimeRequest(service: service, start: free[0].start)
        let receipt = try await book.submit(.book(wish), actor: "anna")
        print(receipt.refusal?.reason.name ?? "booked as fact \(receipt.first)")

        // Who waits, and how fast patients were answered.
        let waiting = try book.waitingRequests()
        let times = try book.responseTimes(by: .channel)

        // The facts: first all there are, then each new one when it is durable.
        for try await fact in book.facts(after: 0) {
            print(fact.sequence, fact.kind?.name ?? "unknown")
            if fact.sequence == receipt.first { break }
        }

        // An answer of your own, from zero.
        var minutes = BookedMinutes()
        try book.replay(&minutes)
        // README: end

        #expect(waiting.count == 1)
        #expect(times.count == 1)
        #expect(receipt.refusal == nil)
        #expect(
            minutes.minutes.values.reduce(0, +) == 90,
            "a practitioner and a room, 45 minutes each"
        )
    }

    @Test("a channel of the guide's takes in what it reads, once")
    func channel() async throws {
        let now = try #require(Instant(rfc3339: "2026-12-01T08:00:00Z"))
        let temporary = try TemporaryBook(start: now)
        let book = try temporary.open()
        let page = Array("Please call back".utf8)
        func message(_ body: [UInt8]) -> RawMessage {
            RawMessage(
                channel: .sms,
                body: body,
                headers: [.init(name: "X-Page-ID", value: "17")],
                receivedAt: now
            )
        }
        let received = try await book.receive(message(page), with: PagerAdapter())
        #expect(received.first?.message?.kind == .requestReceived)
        let again = try await book.receive(message(page), with: PagerAdapter())
        #expect(again.first?.receipt.isRepeated == true)
        await #expect(throws: BookError.self) {
            try await book.receive(message([0xFF]), with: PagerAdapter())
        }
    }

    @Test("the guide's channel keeps the contract")
    func contract() throws {
        let now = try #require(Instant(rfc3339: "2026-12-01T08:00:00Z"))
        // README: contract
        let samples = ["Please call back", "Wednesday at nine?"].enumerated().map { page, text in
            ChannelSample(
                text,
                channel: .sms,
                body: Array(text.utf8),
                headers: [
                    .init(name: "X-Pager", value: "+49 30 1234567"),
                    .init(name: "X-Page-ID", value: "\(page)"),
                ],
                receivedAt: now,
                personalWords: ["1234567", text]
            )
        }
        let contract = ChannelContract(PagerAdapter(), samples: samples, bytesMax: 4_096)
        #expect(try contract.violations() == [])
        // README: end
    }

    @Test("the guide's two channels take in what they are sent, and say what is wrong with it")
    func shippedChannels() async throws {
        let now = try #require(Instant(rfc3339: "2026-12-01T08:00:00Z"))
        let temporary = try TemporaryBook(start: now)
        let book = try temporary.open()
        let secrets = try #require(LiveSecrets(current: Array("another-test-secret".utf8)))
        let path = Samples.root + "/Tests/Fixtures/webhook/forum.jsonl"
        let lines = try LocalFile.read(path).split(separator: 0x0A)
        let recorded = try RecordedDelivery(line: Array(try #require(lines.dropFirst().first)))
        let (body, headers) = (recorded.body, recorded.headers)
        // README: forum
        let forum = DiscourseAdapter(secrets: secrets, staff: ["nurse-kim"])
        let posted = RawMessage(channel: .forum, body: body, headers: headers, receivedAt: now)
        let posts = try await book.receive(posted, with: forum)
        // README: end
        #expect(posts.map(\.kind) == [.message])

        let submission = RawMessage(
            channel: .nurse,
            body: Array("name=Ada&phone=030+1234567&urgency=worse&submission-id=s1".utf8),
            receivedAt: now
        )
        // README: nurse
        let adapter = try book.formAdapter(channel: .nurse)
        for problem in try adapter.report(on: submission).problems {
            print(problem.field, problem.words(in: "de"))
        }
        let asked = try await book.receive(submission, with: adapter)
        // README: end
        let problems = try adapter.report(on: submission).problems
        #expect(problems.map(\.field) == ["question"])
        #expect(asked.first?.isUrgent == true)

        // README: schema
        let vaccination = FormSchema(fields: [
            FormSchema.Field("name", .name, label: "your name", isRequired: true),
            FormSchema.Field("email", .email, label: "your email address", lengthMax: 254),
            FormSchema.Field("last-dose", .line, label: "when you were last vaccinated"),
            FormSchema.Field(
                "reaction",
                .urgency(calm: ["none", "mild"], urgent: ["severe"]),
                label: "how you took it"
            ),
            FormSchema.Field("website", .honeypot),
            FormSchema.Field("submission-id", .submissionID),
            FormSchema.Field("form-token", .formToken),
        ])
        let vaccinations = try book.formAdapter(channel: .nurse, schema: vaccination)
        // README: end
        let dose = RawMessage(
            channel: .nurse,
            body: Array(#"{"name":"Ben","email":"ben@example.org","reaction":"mild"}"#.utf8),
            receivedAt: now
        )
        let report = try vaccinations.report(on: dose)
        #expect(report.problems.isEmpty)
        let taken = try await book.receive(dose, with: vaccinations)
        #expect(taken.first?.isUrgent == false)
    }

    @Test("what the guide shows of the adapters that ship is their code")
    func showsShippedCode() throws {
        let guide = try RepositoryFile.text("Sources/Daybook/Daybook.docc/WritingAChannel.md")
        let sources = try [
            "SocialMessage/Forum/DiscourseAdapter.swift", "WebForm/FormSchema.swift",
        ].map { try RepositoryFile.text("Sources/DaybookIntake/" + $0).unindented }
        let ours = try RepositoryFile.text("Tests/DaybookTests/Repository/ReadmeTests.swift")
            .unindented
        let shown = guide.components(between: "```swift\n", and: "```").map(\.unindented)
        #expect(shown.count == 9)
        let shipped = shown.filter { code in sources.contains { $0.contains(code) } }
        #expect(shipped.count == 4)
        #expect(shown.filter { !shipped.contains($0) && !ours.contains($0) }.count == 1)
    }

    @Test(
        "shows the code that was compiled",
        arguments: [
            ("library", "README.md"), ("projection", "README.md"),
            ("projection", "Sources/Daybook/Daybook.docc/WritingAProjection.md"),
            ("channel", "Sources/Daybook/Daybook.docc/WritingAChannel.md"),
            ("contract", "Sources/Daybook/Daybook.docc/WritingAChannel.md"),
            ("forum", "Sources/Daybook/Daybook.docc/WritingAChannel.md"),
            ("nurse", "Sources/Daybook/Daybook.docc/WritingAChannel.md"),
            ("schema", "Sources/Daybook/Daybook.docc/WritingAChannel.md"),
        ]
    )
    func showsCompiledCode(_ part: String, _ page: String) throws {
        let lines = try compiled(part)
        let indentation = lines.first?.prefix { $0 == " " }.count ?? 0
        let asMember = lines.map { $0 + "\n" }.joined()
        let asScript = lines.map { $0.dropFirst(indentation) + "\n" }.joined()
        let shown = try RepositoryFile.text(page).components(between: "```swift\n", and: "```")
        let isShown = shown.contains { $0.contains(asMember) || $0.contains(asScript) }
        #expect(isShown, "\(page) differs from ReadmeTests.swift")
    }

    /// The lines between a part's markers.
    private func compiled(_ part: String) throws -> ArraySlice<Substring> {
        let text = try RepositoryFile.text("Tests/DaybookTests/Repository/ReadmeTests.swift")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let marker = "// README: "
        let start = try #require(lines.firstIndex { $0.hasSuffix(marker + part) })
        return lines[(start + 1)...].prefix { !$0.hasSuffix(marker + "end") }
    }
}

extension String {
    /// Its lines without the blanks before them.
    fileprivate var unindented: String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.drop { $0 == " " }) }.joined(separator: "\n")
    }

    /// The pieces that stand between an opening and a closing mark.
    fileprivate func components(between opening: String, and closing: String) -> [String] {
        split(separator: opening).dropFirst().compactMap { piece in
            piece.split(separator: closing, maxSplits: 1).first.map(String.init)
        }
    }
}
