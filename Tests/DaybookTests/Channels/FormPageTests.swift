import Daybook
import DaybookTesting
import Testing

@Suite("Pages of the clinic's form")
struct FormPageTests {
    /// A book of one of the sample clinics.
    private struct Desk {
        let temporary: TemporaryBook
        let book: Book

        init(_ file: String) async throws {
            temporary = try TemporaryBook(
                start: try #require(Instant(rfc3339: "2026-11-24T08:00:00Z"))
            )
            book = try temporary.open()
            let bytes = Array(try RepositoryFile.text("schemas/examples/\(file).json").utf8)
            try await book.configure(bytes, actor: "anna")
        }
    }

    @Test(
        "carry the emergency wording in the visitor's language, or in the clinic's",
        arguments: [("de", "112. Der"), ("en", "112. The"), ("tr", "112. Der"), ("", "112. Der")]
    )
    func emergency(_ language: String, _ wording: String) async throws {
        let desk = try await Desk("clinic-words")
        let page = try desk.book.formPage(session: "s", language: LanguageTag(language))
        #expect(page.emergency.contains(wording))
        #expect(page.language?.description == (language == "en" ? "en" : "de"))
        let small = try await Desk("clinic-small")
        let plain = try small.book.formPage(session: "s", language: LanguageTag(language))
        #expect(plain.emergency == "In an emergency call 911." && plain.language == nil)
    }

    @Test("are there only for what is a form of the clinic's, and only with the wording")
    func refused() async throws {
        let desk = try await Desk("clinic-small")
        for channel in [Channel.email, .nurse, .whatsapp] {
            let error = #expect(throws: BookError.self) {
                try desk.book.formPage(channel: channel, session: "s")
            }
            #expect(error?.code == "not-configured")
        }
        // As a log may hold it from before every form needed the wording.
        var settings = try #require(try desk.book.clinic().settings)
        settings.emergencyText = ""
        try await desk.book.submit(.configure([.clinic(settings)]), actor: "anna")
        let error = #expect(throws: BookError.self) { try desk.book.formPage(session: "s") }
        #expect(error?.code == "not-configured")
    }

    @Test("hold what makes two submits one, and a token that is good for the visitor alone")
    func fields() async throws {
        let desk = try await Desk("clinic-small")
        let book = desk.book
        let page = try book.formPage(session: "abc")
        #expect(try book.formPage(session: "abc").submissionID != page.submissionID)
        desk.temporary.clock.advance(seconds: 60)
        let body =
            (page.hiddenFields.map { "\($0.name)=\($0.value)" } + [
                "name=Ann", "phone=0155", "message=A+time%2C+please",
            ]).joined(separator: "&")
        func message(from session: String) -> RawMessage {
            RawMessage(
                channel: .form,
                body: Array(body.utf8),
                headers: [
                    .init(name: "Content-Type", value: "application/x-www-form-urlencoded"),
                    .init(name: "Cookie", value: "daybook-session=\(session)"),
                ],
                receivedAt: desk.temporary.clock.now
            )
        }
        let adapter = try book.formAdapter()
        #expect(try adapter.report(on: message(from: "abc")).signs.isEmpty)
        #expect(try !adapter.report(on: message(from: "other")).signs.isEmpty)
        let first = try #require(try await book.receive(message(from: "abc"), with: adapter).first)
        let again = try #require(try await book.receive(message(from: "abc"), with: adapter).first)
        #expect(!first.receipt.isRepeated && again.receipt.isRepeated)
    }
}
