import Daybook
import DaybookTesting
import Foundation
import Testing

@Suite("Erasing a person")
struct ErasureTests {
    static let petra = "Petra <petra@example.org>"
    static let otto = "Otto <otto@example.org>"

    /// Two people, one message each.
    private func written() async throws -> (made: CustodyBook, petra: Fact, otto: Fact) {
        let made = try CustodyBook()
        let book = try made.open()
        let petra = try await made.write("Das Knie.", from: Self.petra, id: "p1", to: book)
        let otto = try await made.write("Der Fuß.", from: Self.otto, id: "o1", to: book)
        return (made, petra, otto)
    }

    @Test("closes everything of theirs and nothing of anybody else's")
    func closes() async throws {
        let (made, petra, otto) = try await written()
        let book = try made.open()
        _ = try await book.respond(to: petra.sequence, text: PHI("Morgen?"), actor: "anna")
        let reply = try book.head().sequence
        let receipt = try await book.erase(petra.party, reason: .request, actor: "anna")
        #expect(receipt.refusal == nil)
        #expect(try await made.closed(petra.sequence, in: book) == "erased")
        #expect(try await made.closed(reply, in: book) == "erased")
        #expect(try await made.text(of: otto.sequence, in: book) == "Der Fuß.")
        let erasure = try #require(try book.custody().erasures[petra.party])
        #expect(erasure.request == receipt.first)
        #expect(erasure.generation == 2)
        #expect(try book.custody().state(of: erasure) == .pending)
        let again = try await book.erase(petra.party, reason: .request, actor: "anna")
        #expect(again.refusal?.reason == .unchanged)
    }

    @Test("leaves neither text nor key bytes in any file of book and keys")
    func rawFiles() async throws {
        let (made, petra, _) = try await written()
        let (wrapped, wrapping) = try made.keyBytes(of: petra.party)
        #expect(try made.files(holding: wrapped) == ["book.keys"])
        #expect(try made.files(holding: wrapping) == ["book.keys"])
        do {
            let book = try made.open()
            try await book.erase(petra.party, reason: .request, actor: "anna")
        }
        for needle in ["Das Knie", "petra@example.org", "Petra"] {
            #expect(try made.files(holding: Array(needle.utf8)) == [], "\(needle)")
        }
        for secret in [wrapped, wrapping] {
            for offset in stride(from: 0, to: secret.count - 8, by: 4) {
                let run = Array(secret[offset..<(offset + 8)])
                #expect(try made.files(holding: run) == [], "run at \(offset)")
            }
        }
        #expect(throws: BookError.self) { try made.keyBytes(of: petra.party) }
    }

    /// How far an erasure had come when the process ended.
    enum Stop: CaseIterable {
        case afterIntent, afterKeys
    }

    @Test("interrupted, goes on when the book is next opened", arguments: Stop.allCases)
    func resumes(_ stop: Stop) async throws {
        let (made, petra, otto) = try await written()
        do {
            let book = try made.open()
            _ = try await book.requestErasure(petra.party, reason: .order, actor: "anna")
            if stop == .afterKeys {
                try book.destroyKeys(of: [petra.party], reason: .order)
            }
            let custody = try book.custody()
            #expect(custody.state(of: try #require(custody.erasures[petra.party])) == .requested)
        }
        // Looking does not go on with it.
        var readOnly = made.options
        readOnly.isReadOnly = true
        do {
            let custody = try Book(opening: made.temporary.path, options: readOnly).custody()
            #expect(custody.erasures[petra.party]?.completedAt == nil)
        }
        let book = try made.open()
        let custody = try book.custody()
        let erasure = try #require(custody.erasures[petra.party])
        #expect(custody.state(of: erasure) == .pending)
        #expect(erasure.reason == .order)
        #expect(erasure.generation == 2)
        #expect(try await made.closed(petra.sequence, in: book) == "erased")
        #expect(try await made.text(of: otto.sequence, in: book) == "Der Fuß.")
        let facts = try book.facts(from: 1, through: .max).map(\.kind)
        #expect(facts.count { $0 == .erasureCompleted } == 1)
    }

    @Test("interrupted by a full disk, keeps nobody from reading, and goes on when there is room")
    func fullDisk() async throws {
        let (made, petra, otto) = try await written()
        do {
            let book = try made.open()
            _ = try await book.requestErasure(petra.party, reason: .request, actor: "anna")
        }
        var full = made.options
        // To a book whose floor is this high every disk is full.
        full.diskFloorBytes = .max
        do {
            let book = try Book(opening: made.temporary.path, options: full)
            #expect(try await made.text(of: otto.sequence, in: book) == "Der Fuß.")
            let custody = try book.custody()
            #expect(custody.state(of: try #require(custody.erasures[petra.party])) == .requested)
        }
        let custody = try made.open().custody()
        #expect(custody.state(of: try #require(custody.erasures[petra.party])) == .pending)
    }

    @Test("interrupted while the key file is replaced, destroys what the old one held")
    func resumesKeyFile() async throws {
        let (made, petra, _) = try await written()
        let (wrapped, wrapping) = try made.keyBytes(of: petra.party)
        let old = try #require(try made.files()["book.keys"])
        do {
            let book = try made.open()
            _ = try await book.requestErasure(petra.party, reason: .request, actor: "anna")
            try book.destroyKeys(of: [petra.party], reason: .request)
        }
        // As if power had failed after the new file took its name, before the old one was overwritten.
        #expect(
            FileManager.default.createFile(
                atPath: made.keyPath + ".old",
                contents: Data(old),
                attributes: [.posixPermissions: 0o600]
            )
        )
        let book = try made.open()
        #expect(try book.custody().erasures[petra.party]?.completedAt != nil)
        #expect(try made.files(holding: wrapped) == [])
        #expect(try made.files(holding: wrapping) == [])
        #expect(try made.files().keys.filter { $0.hasPrefix("book.keys") } == ["book.keys"])
    }

    @Test("who writes again from the same address, even in answer, is somebody new")
    func writesAgain() async throws {
        let (made, petra, _) = try await written()
        let book = try made.open()
        try await book.erase(petra.party, reason: .request, actor: "anna")
        let again = try await made.write(
            "Ich bin es wieder.",
            from: Self.petra,
            id: "p2",
            to: book,
            answering: "p1"
        )
        #expect(again.party != petra.party)
        #expect(again.kind == .requestReceived)
        #expect(again.subject == again.sequence)
        #expect(try await made.text(of: again.sequence, in: book) == "Ich bin es wieder.")
        let more = try await made.write(
            "Und noch etwas.",
            from: Self.petra,
            id: "p3",
            to: book,
            answering: "p2"
        )
        #expect(more.party == again.party)
        #expect(more.subject == again.sequence)
    }

    @Test("the same mail delivered again is recognised, and appends nothing")
    func redelivered() async throws {
        let (made, petra, _) = try await written()
        let book = try made.open()
        try await book.erase(petra.party, reason: .request, actor: "anna")
        let head = try book.head()
        let again = try await made.write("Das Knie.", from: Self.petra, id: "p1", to: book)
        #expect(again.sequence == petra.sequence)
        #expect(try book.head() == head)
    }

    @Test("a message that was sealed before and comes to the log after is sealed for somebody new")
    func sealedBefore() async throws {
        let (made, petra, _) = try await written()
        let book = try made.open()
        // The keys are destroyed and the index is clean, but this book has not looked again yet.
        try await book.erase(petra.party, reason: .request, actor: "anna")
        let mails = try await withThrowingTaskGroup(of: Fact.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await made.write(
                        "Nummer \(number)",
                        from: Self.petra,
                        id: "later\(number)",
                        to: book
                    )
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(mails.map(\.party)).count == 1)
        #expect(!mails.map(\.party).contains(petra.party))
    }

    @Test("nothing can be answered to the erased under seal")
    func answering() async throws {
        let (made, petra, _) = try await written()
        let book = try made.open()
        try await book.erase(petra.party, reason: .request, actor: "anna")
        let fault = await #expect(throws: BookError.self) {
            try await book.respond(to: petra.sequence, text: PHI("Morgen?"), actor: "anna")
        }
        #expect(fault?.code == "erased")
    }

    @Test("is complete when somebody attests that no older copy of the keys is left")
    func attesting() async throws {
        let (made, petra, otto) = try await written()
        let book = try made.open()
        let copy = made.temporary.directory + "/copy.keys"
        _ = try await book.backupKeys(to: copy, actor: "anna")
        try await book.erase(petra.party, reason: .request, actor: "anna")
        #expect(try book.custody().copies(before: 2) == 1)
        let early = try await book.attestKeyBackupsDestroyed(before: 3, actor: "anna")
        #expect(early.refusal?.reason == .outOfRange)
        try await book.attestKeyBackupsDestroyed(actor: "anna")
        var custody = try book.custody()
        #expect(custody.state(of: try #require(custody.erasures[petra.party])) == .complete)
        #expect(custody.copies(before: 2) == 0)
        let twice = try await book.attestKeyBackupsDestroyed(actor: "anna")
        #expect(twice.refusal?.reason == .unchanged)
        try await book.erase(otto.party, reason: .storedInError, actor: "anna")
        custody = try book.custody()
        #expect(custody.state(of: try #require(custody.erasures[otto.party])) == .pending)
        #expect(custody.state(of: try #require(custody.erasures[petra.party])) == .complete)
    }

    @Test("a key file from before the last erasure is refused")
    func oldKeys() async throws {
        let (made, petra, _) = try await written()
        let copy = made.temporary.directory + "/copy.keys"
        do {
            let book = try made.open()
            _ = try await book.backupKeys(to: copy, actor: "anna")
            try await book.erase(petra.party, reason: .request, actor: "anna")
        }
        var options = made.options
        options.keyPath = copy
        for isReadOnly in [false, true] {
            options.isReadOnly = isReadOnly
            options.needsKeys = true
            let fault = #expect(throws: BookError.self) {
                _ = try Book(opening: made.temporary.path, options: options)
            }
            #expect(fault?.code == "generation-too-old")
        }
    }

    @Test("a log restored from before an erasure has it applied again")
    func restored() async throws {
        let (made, petra, otto) = try await written()
        let backup = made.temporary.directory + "/backup"
        do {
            let book = try made.open()
            try book.backup(to: backup)
            try await book.erase(petra.party, reason: .order, actor: "anna")
        }
        _ = try Book.restore(from: backup, to: made.temporary.path)
        let book = try made.open()
        let custody = try book.custody()
        let erasure = try #require(custody.erasures[petra.party])
        #expect(erasure.reason == .order)
        #expect(custody.state(of: erasure) == .pending)
        #expect(try await made.closed(petra.sequence, in: book) == "erased")
        #expect(try await made.text(of: otto.sequence, in: book) == "Der Fuß.")
        let again = try await made.write("Hallo.", from: Self.petra, id: "p9", to: book)
        #expect(again.party != petra.party)
    }

    @Test("nobody known, and a token that no fact carries, can't be erased", arguments: [0, 4_711])
    func unknown(_ party: UInt64) async throws {
        let (made, _, _) = try await written()
        let book = try made.open()
        let head = try book.head()
        let fault = await #expect(throws: BookError.self) {
            try await book.erase(party, reason: .request, actor: "anna")
        }
        #expect(fault?.code == "unknown")
        #expect(try book.head() == head)
    }

    @Test("the log verifies afterwards, and its export makes the same book")
    func verifies() async throws {
        let (made, petra, _) = try await written()
        let book = try made.open()
        try await book.erase(petra.party, reason: .request, actor: "anna")
        guard case .sound(let sound) = try book.verify() else {
            Issue.record("the log is damaged")
            return
        }
        #expect(sound.deletedContents == 2)
        let export = made.temporary.directory + "/export.jsonl"
        let head = try book.exportLog(to: export)
        let moved = made.temporary.directory + "/moved"
        #expect(try Book.importLog(from: export, into: moved) == head)
    }

    @Test("erases every token that is the same person, and a hold on any of them blocks it")
    func merged() async throws {
        let (made, petra, otto) = try await written()
        let book = try made.open()
        let vera = try await made.write("Hallo", from: "vera@example.org", id: "v", to: book)
        let linked = try await made.write("Hallo", from: "mother@example.org", id: "m", to: book)
        for (change, first, second) in [
            (PartyRelation.Change.merge, petra, otto), (.merge, otto, vera), (.link, vera, linked),
        ] {
            let relation = PartyRelation(
                change,
                first.party,
                second.party,
                evidence: .documentShown
            )
            #expect(try await book.submit(.relate(relation), actor: "anna").refusal == nil)
        }
        _ = try await made.text(of: vera.sequence, in: book)
        #expect(try book.accessHistory(of: petra.party).map(\.content) == [vera.sequence])
        let hold = try await book.placeLegalHold(on: vera.party, reason: .audit, actor: "anna")
        let refused = try await book.erase(petra.party, reason: .request, actor: "anna")
        #expect(refused.refusal == Refusal(.legalHold, cause: hold.first))
        try await book.releaseLegalHold(hold.first, actor: "anna")
        try await book.erase(otto.party, reason: .request, actor: "anna")
        for fact in [petra, otto, vera] {
            #expect(try await made.closed(fact.sequence, in: book) == "erased")
        }
        #expect(try await made.closed(linked.sequence, in: book) == nil)
    }

    @Test("a legal hold blocks it until it is released")
    func legalHold() async throws {
        let (made, petra, otto) = try await written()
        let book = try made.open()
        let hold = try await book.placeLegalHold(
            on: petra.party,
            reason: .litigation,
            actor: "anna"
        )
        let refused = try await book.erase(petra.party, reason: .request, actor: "anna")
        #expect(refused.refusal == Refusal(.legalHold, cause: hold.first))
        #expect(try await made.text(of: petra.sequence, in: book) == "Das Knie.")
        #expect(try await book.erase(otto.party, reason: .request, actor: "anna").refusal == nil)
        #expect(try await book.releaseLegalHold(hold.first, actor: "anna").refusal == nil)
        #expect(
            try await book.releaseLegalHold(hold.first, actor: "anna").refusal?.reason == .unknown
        )
        #expect(try await book.erase(petra.party, reason: .request, actor: "anna").refusal == nil)
        let late = try await book.placeLegalHold(on: petra.party, reason: .audit, actor: "anna")
        #expect(late.refusal?.reason == .erased)
    }

    @Test("is known from a snapshot as from the first fact")
    func snapshot() async throws {
        let (made, petra, otto) = try await written()
        let folded: Custody
        do {
            let book = try made.open()
            try await book.placeLegalHold(on: otto.party, reason: .audit, actor: "anna")
            try await book.keep(.note, days: 9, actor: "anna")
            try await book.erase(petra.party, reason: .request, actor: "anna")
            try book.saveSnapshot()
            _ = try await book.backupKeys(to: made.temporary.directory + "/copy", actor: "anna")
            folded = try book.custody()
        }
        #expect(folded.erasures.count == 1 && folded.holds.count == 1)
        #expect(try made.open().custody() == folded)
        var options = made.options
        options.usesSnapshots = false
        #expect(try Book(opening: made.temporary.path, options: options).custody() == folded)
        #expect(try Custody(decoding: folded.encode()) == folded)
    }
}
