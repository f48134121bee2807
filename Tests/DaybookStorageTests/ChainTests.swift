import Testing

@testable import DaybookStorage

@Suite("The chain")
struct ChainTests {
    @Test(
        "The head's digest is what the format's description gives",
        arguments: [1, 2, 3, 4] as [UInt64]
    )
    func oracle(seed: UInt64) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(seed)
        try log.appendRandomly(commits: 40, &random)
        #expect(try log.head().digest == NaiveChain.head(of: log))
    }

    @Test("The digest of a known log is this one, for ever")
    func golden() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        #expect(
            try log.head().digest.hexadecimal
                == "17cfaf687ea01fa59bb27e63a01871c14f2786a48f5e777d448eba4ca419570e"
        )
        try log.append(at: 1_700_000_000_123) { appender in
            try appender.append(
                TestFact(5, subject: 1),
                body: [1, 2, 3],
                sealed: [SealedPart(part: 7, bytes: [9])]
            )
            try appender.append(TestFact(6, subject: 1))
            try appender.appendCommand(id: commandID(1, 2), row: [4, 5])
        }
        #expect(
            try log.head().digest.hexadecimal
                == "6790547d4afc850ba67e4067c2d5f5aee6c2484cdcda87153e617ab42611922d"
        )
    }

    @Test(
        "Verification passes over any log, from the beginning and from each head",
        arguments: [11, 12] as [UInt64]
    )
    func sound(seed: UInt64) throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: LogOptions(windowPages: 3))
        var random = Seeded(seed)
        var heads = [try log.head()]
        for _ in 0..<4 {
            try log.appendRandomly(commits: 12, &random)
            heads.append(try log.head())
        }
        for known in heads {
            guard case .sound(let report) = try LogVerifier(log).verify(after: known) else {
                Issue.record("seed \(seed): not sound after commit \(known.commit)")
                continue
            }
            #expect(report.head == heads.last)
            #expect(report.facts == report.head.sequence - known.sequence)
        }
        #expect(try PageWalker.walk(book: scratch.book()) == nil)
    }

    @Test("The chain verifies after sealed content was deleted, and the deletion is counted")
    func erased() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 1) { appender in
            for number in UInt64(1)...50 {
                let content = [UInt8](repeating: UInt8(number), count: 5000)
                try appender.append(TestFact(number), sealed: [SealedPart(part: 0, bytes: content)])
            }
        }
        let before = try log.head()
        try log.append(at: 2) { appender in
            for sequence in UInt64(1)...20 {
                let isThere = try appender.deleteSealed(at: sequence, part: 0)
                #expect(isThere)
            }
            let again = try appender.deleteSealed(at: 1, part: 0)
            #expect(!again)
        }
        #expect(try log.head() == before)
        #expect(try log.sealed(at: 3, part: 0) == nil)
        guard case .sound(let report) = try LogVerifier(log).verify() else {
            Issue.record("not sound")
            return
        }
        #expect(report.deletedContents == 20)
    }

    @Test("A log that was cut back behind a known head, or is another, is damage")
    func rolledBack() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let other = try scratch.log("other")
        try log.fill(5)
        try other.fill(4)
        let head = try other.fill(1)
        guard case .damaged(let damage) = try LogVerifier(log).verify(after: head) else {
            Issue.record("a shorter log passed")
            return
        }
        #expect(damage.table == "commits")
        #expect(damage.position == 2)
        var forged = try log.head()
        forged.digest[0] ^= 1
        guard case .damaged = try LogVerifier(log).verify(after: forged) else {
            Issue.record("another history passed")
            return
        }
    }

    @Test("Verification stops when it is told to")
    func stops() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(5)
        #expect(code { _ = try LogVerifier(log).verify { _ in false } } == .busy)
    }
}
