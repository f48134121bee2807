import FoundationEssentials
import Testing

@testable import DaybookStorage

@Suite("A copy that follows its log")
struct FollowerTests {
    private func lines(of log: Log) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        _ = try log.export { lines.append($0) }
        return lines
    }

    @Test(
        "It ends with the same bytes after every look, deletions and parties included",
        arguments: [71, 72, 73] as [UInt64]
    )
    func follows(seed: UInt64) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(seed)
        if seed != 71 { try log.appendRandomly(commits: 20, &random) }
        try log.backup(to: scratch.book("copy"))
        let copy = try Log(opening: scratch.book("copy"))
        var follower = try LogFollower(log, copy: copy)
        for round in 0..<12 {
            let before = try log.head()
            try log.appendRandomly(commits: random.below(9), &random)
            try change(log, &random)
            let shipment = try follower.ship()
            #expect(try shipment.head == log.head(), "seed \(seed), round \(round)")
            #expect(try shipment.commits == log.head().commit - before.commit)
            #expect(try shipment.facts == log.head().sequence - before.sequence)
            #expect(try lines(of: copy) == lines(of: log), "seed \(seed), round \(round)")
            #expect(try follower.ship().commits == 0)
            // Another follower goes on from wherever the copy is.
            if round == 6 { follower = try LogFollower(log, copy: copy) }
        }
        guard case .sound = try LogVerifier(copy).verify() else {
            Issue.record("seed \(seed): the copy does not verify")
            return
        }
        #expect(try PageWalker.walk(book: scratch.book("copy")) == nil)
    }

    /// Changes what stands outside the chain.
    private func change(_ log: Log, _ random: inout Seeded) throws {
        var dice = random
        try log.append(at: 0) { appender in
            for _ in 0..<dice.below(4) {
                let hash = [UInt8](repeating: UInt8(dice.below(6)), count: 32)
                if dice.below(2) == 0 {
                    try appender.setParty(hash, token: dice.next())
                } else {
                    try appender.removeParty(hash)
                }
            }
            guard dice.below(2) == 0, appender.nextSequence > 1 else { return }
            for _ in 0..<8 {
                let sequence = 1 + UInt64(dice.below(Int(appender.nextSequence) - 1))
                try appender.deleteSealed(at: sequence, part: UInt8(dice.below(2)))
            }
        }
        random = dice
    }

    @Test("A copy of another log is refused, and one with another history than its log")
    func foreign() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(3)
        try Log.create(at: scratch.book("b"), identity: Array(1...16), created: 7)
        let other = try Log(opening: scratch.book("b"))
        #expect(code { _ = try LogFollower(log, copy: other) } == .mismatch)

        try log.backup(to: scratch.book("early"))
        let early = try Log(opening: scratch.book("early"))
        try log.fill(3)
        // The log ends before the copy does.
        #expect(code { try ship(early, to: log) } == .mismatch)
        try early.fill(4)
        #expect(code { try ship(early, to: log) } == .mismatch)
        #expect(code { try ship(log, to: early) } == .mismatch)
        #expect(try log.head().sequence == 6)
        #expect(try early.head().sequence == 7)
    }

    private func ship(_ log: Log, to copy: Log) throws {
        var follower = try LogFollower(log, copy: copy)
        _ = try follower.ship()
    }

    @Test("What is not what was written is not taken over, and the copy stays sound")
    func damagedSource() throws {
        let scratch = try Scratch()
        do {
            let log = try scratch.log()
            try log.fill(10)
            try log.backup(to: scratch.book("copy"))
            try log.fill(500)
        }
        let file = URL(filePath: scratch.book() + "/log/data.mdb")
        var bytes = try Data(contentsOf: file)
        let word = Data(NaiveChain.littleEndian(~UInt64(321)))
        let record = try #require(bytes.firstRange(of: word))
        bytes[record.lowerBound] ^= 1
        try bytes.write(to: file)
        let log = try Log(opening: scratch.book())
        let copy = try Log(opening: scratch.book("copy"))
        let head = try copy.head()
        var follower = try LogFollower(log, copy: copy)
        #expect(code { _ = try follower.ship() } == .mismatch)
        #expect(try copy.head() == head)
        guard case .sound = try LogVerifier(copy).verify() else {
            Issue.record("the copy does not verify")
            return
        }
    }
}
