import Daybook
import DaybookTesting
import Testing

@Suite("Retention")
struct RetentionTests {
    static let petra = "Petra <petra@example.org>"

    /// Takes a message back, as a platform tells it.
    private struct Unsending: ChannelAdapter {
        let id: String

        func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
            var contact = Contact(.unsend, identity: Array("unsend \(id)".utf8))
            contact.sender = "petra@example.org"
            contact.messageID = "\(id)@example.org"
            return Reading([contact])
        }
    }

    private func unsend(_ id: String, in book: Book, _ made: CustodyBook) async throws {
        let raw = RawMessage(channel: .email, body: [1], receivedAt: made.temporary.clock.now)
        let received = try await book.receive(raw, with: Unsending(id: id))
        #expect(received.first?.message?.kind == .messageUnsent)
    }

    @Test("nothing is due while no period is set and nothing was taken back")
    func nothing() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        try await made.write("Eins", from: Self.petra, id: "1", to: book)
        made.temporary.clock.advance(seconds: 86_400 * 400)
        #expect(try book.contentsDue() == [])
        let head = try book.head()
        #expect(try await book.applyRetention(actor: "anna") == [])
        #expect(try book.head() == head)
    }

    @Test("what is over goes, each content alone; the same person's others stay")
    func expires() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        try await book.keep(.message, days: 30, actor: "anna")
        let old = try await made.write("Alt", from: Self.petra, id: "1", to: book)
        made.temporary.clock.advance(seconds: 86_400 * 20)
        let young = try await made.write("Jung", from: Self.petra, id: "2", to: book)
        made.temporary.clock.advance(seconds: 86_400 * 10 - 1)
        #expect(try book.contentsDue() == [])
        made.temporary.clock.advance(seconds: 1)
        let due = try book.contentsDue()
        #expect(due.map(\.content.sequence) == [old.sequence])
        #expect(due.map(\.content.reason) == [.retentionOver])
        let head = try book.head()
        #expect(try book.contentsDue() == due, "looking changes nothing")
        #expect(try book.head() == head)
        #expect(try await book.applyRetention(actor: "anna") == due)
        #expect(try await made.closed(old.sequence, in: book) == "erased")
        #expect(try await made.text(of: young.sequence, in: book) == "Jung")
        let later = try await made.write("Später", from: Self.petra, id: "3", to: book)
        #expect(later.party == old.party, "they are still known")
        #expect(try await made.text(of: later.sequence, in: book) == "Später")
        #expect(try book.contentsDue() == [])
    }

    @Test("a message taken back goes at once, with its original and nothing else")
    func takenBack() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let first = try await made.write("Zurück", from: Self.petra, id: "1", to: book)
        let second = try await made.write("Bleibt", from: Self.petra, id: "2", to: book)
        try await unsend("1", in: book, made)
        let due = try await book.applyRetention(actor: "anna")
        #expect(due.map(\.content.sequence) == [first.sequence, first.sequence])
        #expect(due.map(\.content.part) == [0, 1])
        #expect(due.allSatisfy { $0.content.reason == .unsent })
        #expect(try await made.closed(first.sequence, in: book) == "erased")
        #expect(try await made.text(of: second.sequence, in: book) == "Bleibt")
    }

    @Test("the sealed bytes of what went can't be opened by any key that is left")
    func keysAreGone() async throws {
        let made = try CustodyBook()
        let backup = made.temporary.directory + "/backup"
        let first: Fact
        let second: Fact
        do {
            let book = try made.open()
            first = try await made.write("Zurück", from: Self.petra, id: "1", to: book)
            second = try await made.write("Bleibt", from: Self.petra, id: "2", to: book)
            try book.backup(to: backup)
            try await unsend("1", in: book, made)
            try await book.applyRetention(actor: "anna")
        }
        // The backup still has the ciphertext; the keys in use don't open it.
        _ = try Book.restore(from: backup, to: made.temporary.path)
        let book = try made.open()
        #expect(try await made.closed(first.sequence, in: book) == "wrong-key")
        #expect(try await made.text(of: second.sequence, in: book) == "Bleibt")
    }

    @Test("what a legal hold keeps is listed and stays", arguments: [false, true])
    func held(_ isReleased: Bool) async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let mail = try await made.write("Alt", from: Self.petra, id: "1", to: book)
        let other = try await made.write("Auch alt", from: "otto@example.org", id: "2", to: book)
        try await book.keep(.message, days: 1, actor: "anna")
        let hold = try await book.placeLegalHold(on: mail.party, reason: .audit, actor: "anna")
        made.temporary.clock.advance(seconds: 86_400 * 2)
        if isReleased { try await book.releaseLegalHold(hold.first, actor: "anna") }
        let due = try await book.applyRetention(actor: "anna")
        #expect(due.map(\.hold) == [isReleased ? 0 : hold.first, 0])
        #expect(try await made.closed(mail.sequence, in: book) == (isReleased ? "erased" : nil))
        #expect(try await made.closed(other.sequence, in: book) == "erased")
    }

    /// How far it had come when the process ended.
    enum Stop: CaseIterable {
        case afterIntent, afterKeys
    }

    @Test("interrupted, goes on when the book is next opened", arguments: Stop.allCases)
    func resumes(_ stop: Stop) async throws {
        let made = try CustodyBook()
        let old: Fact
        let young: Fact
        do {
            let book = try made.open()
            try await book.keep(.message, days: 30, actor: "anna")
            try await book.keep(.original, days: 30, actor: "anna")
            old = try await made.write("Alt", from: Self.petra, id: "1", to: book)
            made.temporary.clock.advance(seconds: 86_400 * 31)
            young = try await made.write("Jung", from: Self.petra, id: "2", to: book)
            let due = try book.contentsDue().map(\.content)
            #expect(due.count == 2)
            _ = try await book.requestExpiry(of: due, actor: "anna")
            if stop == .afterKeys { try book.destroyContentKeys(of: [old.party]) }
        }
        let book = try made.open()
        #expect(try book.custody().expiries.isEmpty)
        #expect(try await made.closed(old.sequence, in: book) == "erased")
        #expect(try await made.text(of: young.sequence, in: book) == "Jung")
        #expect(try book.contentsDue() == [])
    }

    @Test("contents kept through several rounds stay open, and go in theirs", arguments: [2, 5])
    func rounds(_ count: Int) async throws {
        let made = try CustodyBook()
        let book = try made.open()
        try await book.keep(.message, days: 10, actor: "anna")
        var mails: [Fact] = []
        for number in 0..<(count + 2) {
            mails.append(
                try await made.write("Nr. \(number)", from: Self.petra, id: "n\(number)", to: book)
            )
            made.temporary.clock.advance(seconds: 86_400)
        }
        // The first was written as many days ago as there are mails.
        made.temporary.clock.advance(seconds: Int64(86_400 * (10 - mails.count)))
        for round in 0..<count {
            try await book.applyRetention(actor: "anna")
            for (number, mail) in mails.enumerated() {
                let expected = number <= round ? "erased" : nil
                #expect(try await made.closed(mail.sequence, in: book) == expected, "\(number)")
            }
            made.temporary.clock.advance(seconds: 86_400)
        }
    }

    @Test("mail that arrives while keys are replaced can be read")
    func arrivingMeanwhile() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let first = try await made.write("Zurück", from: Self.petra, id: "first", to: book)
        try await unsend("first", in: book, made)
        let facts = try await withThrowingTaskGroup(of: [Fact].self) { group in
            for sender in 0..<4 {
                group.addTask {
                    var facts: [Fact] = []
                    for number in 0..<6 {
                        facts.append(
                            try await made.write(
                                "Von \(sender), \(number)",
                                from: Self.petra,
                                id: "m\(sender)-\(number)",
                                to: book
                            )
                        )
                    }
                    return facts
                }
            }
            try await book.applyRetention(actor: "anna")
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(facts.count == 24)
        for fact in facts {
            #expect(try await made.text(of: fact.sequence, in: book).hasPrefix("Von "))
        }
        #expect(try await made.closed(first.sequence, in: book) == "erased")
    }

    @Test("mail for a person whose keys somebody began to replace, and died, goes on with it")
    func abandoned() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let first = try await made.write("Zurück", from: Self.petra, id: "1", to: book)
        try await unsend("1", in: book, made)
        let due = try book.contentsDue().map(\.content)
        _ = try await book.requestExpiry(of: due, actor: "anna")
        let second = try await made.write("Neu", from: Self.petra, id: "2", to: book)
        #expect(second.party == first.party)
        #expect(try await made.text(of: second.sequence, in: book) == "Neu")
        #expect(try await made.closed(first.sequence, in: book) == "erased")
        #expect(try book.custody().expiries.isEmpty)
    }

    @Test("a person whose contents went alone can still be erased whole")
    func erasedAfterwards() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let first = try await made.write("Zurück", from: Self.petra, id: "1", to: book)
        let second = try await made.write("Bleibt", from: Self.petra, id: "2", to: book)
        try await unsend("1", in: book, made)
        try await book.applyRetention(actor: "anna")
        try await book.erase(first.party, reason: .request, actor: "anna")
        #expect(try await made.closed(second.sequence, in: book) == "erased")
        #expect(try book.contentsDue() == [])
    }

    @Test("periods beyond a hundred years are refused, the same again changes nothing")
    func periods() async throws {
        let made = try CustodyBook()
        let book = try made.open()
        let long = try await book.keep(.note, days: 36_526, actor: "anna")
        #expect(long.refusal?.reason == .outOfRange)
        #expect(try await book.keep(.note, days: 365, actor: "anna").refusal == nil)
        #expect(try await book.keep(.note, days: 365, actor: "anna").refusal?.reason == .unchanged)
        #expect(try book.custody().periods == [RetentionClass.note.rawValue: 365])
        #expect(try await book.keep(.note, days: 0, actor: "anna").refusal == nil)
        #expect(try book.custody().periods == [:])
    }
}
