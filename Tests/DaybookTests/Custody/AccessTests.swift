import Daybook
import DaybookTesting
import Testing

@Suite("Reading what a patient wrote")
struct AccessTests {
    static let petra = "Petra <petra@example.org>"

    @Test("is a durable fact before the text is given out, with who, when and what for")
    func history() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let mail = try await made.write("Das Knie.", from: Self.petra, id: "1", to: book)
        let other = try await made.write("Der Fuß.", from: "otto@example.org", id: "2", to: book)
        made.temporary.clock.advance(seconds: 60)
        _ = try await book.reveal(mail.sequence, purpose: .treatment, reader: "anna")
        made.temporary.clock.advance(seconds: 60)
        _ = try await book.reveal(mail.sequence, purpose: .legal, reader: "ben")
        _ = try await book.reveal(other.sequence, purpose: .operations, reader: "ben")
        let history = try book.accessHistory(of: mail.party)
        #expect(history.map(\.reader) == ["anna", "ben"])
        #expect(history.map(\.purpose) == [.treatment, .legal])
        #expect(history.map(\.content) == [mail.sequence, mail.sequence])
        let start = try #require(Instant(rfc3339: CustodyBook.start))
        #expect(history.map { ($0.at.milliseconds - start.milliseconds) / 1_000 } == [60, 120])
        #expect(try book.accessHistory(of: other.party).map(\.purpose) == [.operations])
    }

    @Test("needs a reader and a purpose that is one; otherwise nothing is appended")
    func needsNames() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let mail = try await made.write("Das Knie.", from: Self.petra, id: "1", to: book)
        let head = try book.head().sequence
        for (purpose, reader, code) in [
            (Reason.treatment, "", "reader"), (.taken, "anna", "out-of-range"),
        ] {
            let fault = await #expect(throws: BookError.self) {
                _ = try await book.reveal(mail.sequence, purpose: purpose, reader: reader)
            }
            #expect(fault?.code == code)
        }
        #expect(try book.accessHistory(of: mail.party) == [])
        let kinds = try book.facts(from: head + 1, through: .max).map(\.kind)
        #expect(!kinds.contains(.contentAccessed))
    }

    @Test("is known after an erasure too")
    func afterErasure() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let mail = try await made.write("Das Knie.", from: Self.petra, id: "1", to: book)
        _ = try await made.text(of: mail.sequence, in: book)
        try await book.erase(mail.party, reason: .request, actor: "anna")
        #expect(try book.accessHistory(of: mail.party).count == 1)
    }

    @Test("goes on when the disk is full, and only that")
    func fullDisk() async throws {
        let made = try CustodyBook()
        let mail: Fact
        do {
            let book = try made.open()
            mail = try await made.write("Das Knie.", from: Self.petra, id: "1", to: book)
        }
        var options = made.options
        // To a book whose floor is this high every disk is full.
        options.diskFloorBytes = .max
        let book = try Book(opening: made.temporary.path, options: options)
        #expect(try await made.text(of: mail.sequence, in: book) == "Das Knie.")
        #expect(try book.accessHistory(of: mail.party).count == 1)
        let fault = await #expect(throws: BookError.self) {
            try await made.write("Noch eins.", from: Self.petra, id: "2", to: book)
        }
        #expect(fault?.kind == .tryAgain)
        // Together in one batch: what may not is refused, the access is not.
        async let read = made.text(of: mail.sequence, in: book)
        async let written = made.write("Noch eins.", from: Self.petra, id: "3", to: book)
        let text = try await read
        #expect(text == "Das Knie.")
        var isWritten = true
        do { _ = try await written } catch { isWritten = false }
        #expect(!isWritten)
    }
}
