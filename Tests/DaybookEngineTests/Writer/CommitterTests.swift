import DaybookDomain
import DaybookEngine
import Testing

@testable import DaybookStorage

@Suite("One commit for all that waits")
struct CommitterTests {
    @Test("what was committed is answered as committed, also when it can't be read back")
    func committedButUnread() throws {
        let book = try EngineBook()
        let committer = try book.committer()
        let batch = [book.booking(0), book.booking(0), book.booking(1)]
        // All places of readers are taken: the commit needs none, and reading it back does.
        var held: [Transaction] = []
        while let reader = try? book.log.environment.begin(writing: false) { held.append(reader) }
        let results = committer.commit(batch, at: EngineBook.now)
        let answers = try results.map { try $0.get() }
        #expect(answers.map(\.refusal?.reason) == [nil, .taken, nil])
        #expect(answers.map(\.isRepeated) == [false, false, false])

        // From here on nothing is answered that would be older than a receipt somebody holds.
        #expect(book.live.fault?.code == .behind)
        for reader in held { book.log.environment.abort(reader) }
        #expect { try book.live.catchUp(with: book.log) } throws: {
            ($0 as? EngineError)?.code == .behind
        }
        let later = committer.commit([book.booking(2), book.booking(3)], at: EngineBook.now)
        #expect(later.map(\.code) == [.behind, .behind])
        #expect(try book.remembered(CommandID(high: 0, low: 0)) == nil)

        // Opened again it has everything that was acknowledged, and nothing that was not.
        let fresh = LiveState()
        try fresh.catchUp(with: book.log)
        let again = try Committer(book.log, live: fresh).commit(batch, at: EngineBook.now)
        #expect(try again.map { try $0.get().answer } == answers.map(\.answer))
        #expect(try again.map { try $0.get().isRepeated } == [true, true, true])
        let booked = try book.facts().filter { $0.kind == .appointmentBooked }
        #expect(booked.map(\.sequence) == [answers[0].first, answers[2].first])
    }

    @Test("a command that breaks the transaction fails alone", arguments: 0..<4)
    func failsAlone(place: Int) throws {
        let book = try EngineBook()
        let committer = try book.committer()
        var batch = (0..<3).map { book.booking($0, actor: "anna") }
        batch.insert(book.impossible(actor: "berta"), at: place)
        let results = committer.commit(batch, at: EngineBook.now)
        for (index, result) in results.enumerated() {
            if index == place {
                #expect(result.code == .storage)
                #expect(try book.remembered(batch[index].id) == nil)
            } else {
                #expect(try result.get().refusal == nil)
                #expect(try book.remembered(batch[index].id) == result.get().answer)
            }
        }
        let facts = try book.facts()
        #expect(facts.map(\.sequence) == Array(1...UInt64(facts.count)))
        #expect(facts.count { $0.kind == .appointmentBooked } == 3)
        let digests = try book.digests()
        #expect(digests.live == digests.replayed)
    }

    @Test("of many, those beside the broken ones still share their commits")
    func sharedBeside() throws {
        let book = try EngineBook()
        let committer = try book.committer()
        let before = try book.log.head().commit
        let broken: Set<Int> = [3, 100, 101, 255]
        let batch = (0..<256).map { index in
            broken.contains(index) ? book.impossible() : book.booking(index)
        }
        let results = committer.commit(batch, at: EngineBook.now)
        for (index, result) in results.enumerated() {
            #expect(result.code == (broken.contains(index) ? .storage : nil), "\(index)")
        }
        let firsts = try results.filter { $0.code == nil }.map { try $0.get().first }
        #expect(firsts == firsts.sorted())
        // Halving a batch of 256 takes 8 steps for each broken one.
        #expect(try book.log.head().commit - before <= 8 * UInt64(broken.count))
        let digests = try book.digests()
        #expect(digests.live == digests.replayed)
    }

    @Test("an actor that a failed transaction introduced is introduced by the next that succeeds")
    func forgottenActor() throws {
        let book = try EngineBook()
        let committer = try book.committer()
        // Alone, then behind others that name the same actor, then before one that takes its number.
        #expect(
            committer.commit([book.impossible(actor: "dora")], at: EngineBook.now)[0].code
                == .storage
        )
        #expect(
            try committer.commit([book.booking(0, actor: "erik")], at: EngineBook.now)[0].get()
                .refusal == nil
        )
        let mixed = committer.commit(
            [
                book.booking(1, actor: "dora"), book.impossible(actor: "fritz"),
                book.booking(2, actor: "dora"), book.booking(3, actor: "erik"),
            ],
            at: EngineBook.now
        )
        #expect(mixed.map(\.code) == [nil, .storage, nil, nil])
        #expect(
            committer.commit([book.impossible(actor: "gerd")], at: EngineBook.now)[0].code
                == .storage
        )
        #expect(
            try committer.commit([book.booking(4, actor: "fritz")], at: EngineBook.now)[0].get()
                .refusal == nil
        )

        var names: [UInt32: String] = [:]
        for fact in try book.facts() where fact.kind == .actorDefined {
            let body = try #require(try book.log.body(at: fact.sequence))
            guard case .actor(let actor) = try Definition(fact: fact, body: body) else { continue }
            #expect(names[actor.number] == nil, "number \(actor.number) is given out twice")
            names[actor.number] = actor.name
        }
        #expect(names == [1: "erik", 2: "dora", 3: "fritz"])
        let digests = try book.digests()
        #expect(digests.live == digests.replayed)
    }

    @Test("a body that can't be read is an error of the fold, never an absence")
    func unreadBody() throws {
        let book = try EngineBook()
        _ = try book.committer()
        // One place of a reader is left: for the scan, and none for the body within it.
        var held: [Transaction] = []
        while let reader = try? book.log.environment.begin(writing: false) { held.append(reader) }
        if let last = held.popLast() { book.log.environment.abort(last) }
        defer { for reader in held { book.log.environment.abort(reader) } }
        let fresh = LiveState()
        #expect { try fresh.catchUp(with: book.log) } throws: {
            ($0 as? StorageError)?.code == .busy
        }
        #expect(fresh.position == 0)
    }
}
