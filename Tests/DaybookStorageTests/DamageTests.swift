import FoundationEssentials
import Testing

@testable import DaybookStorage

@Suite("Damage")
struct DamageTests {
    /// What became of a damaged file.
    enum Fate: Equatable {
        case reported
        case harmless
        case unseen(String)
    }

    @Test(
        "A flipped bit is reported with its place, or changed nothing; no process dies",
        arguments: [101, 102, 103, 104, 105, 106, 107, 108] as [UInt64]
    )
    func bitFlips(seed: UInt64) async {
        await #expect(processExitsWith: .success) { [seed] in
            try DamageTests.damage(seed: seed, rounds: 200) { bytes, random in
                bytes[random.below(bytes.count)] ^= 1 << UInt8(random.below(8))
            }
        }
    }

    @Test(
        "A file that ends at any offset is reported with its place, or lacks nothing",
        arguments: [201, 202, 203, 204] as [UInt64]
    )
    func truncations(seed: UInt64) async {
        await #expect(processExitsWith: .success) { [seed] in
            try DamageTests.damage(seed: seed, rounds: 100) { bytes, random in
                bytes.removeLast(1 + random.below(bytes.count))
            }
        }
    }

    /// Damages the file of a log so many times, each time another copy of it, and looks at what
    /// becomes of each.
    static func damage(
        seed: UInt64,
        rounds: Int,
        _ change: (inout [UInt8], inout Seeded) -> Void
    ) throws {
        let scratch = try Scratch()
        let (head, exported) = try prepare(scratch, seed: seed)
        let file = scratch.book() + "/log/data.mdb"
        let whole = [UInt8](try Data(contentsOf: URL(filePath: file)))
        var random = Seeded(seed)
        var reported = 0
        for round in 0..<rounds {
            var bytes = whole
            change(&bytes, &random)
            try Data(bytes).write(to: URL(filePath: file))
            switch try fate(of: scratch.book(), head, exported) {
            case .reported: reported += 1
            case .harmless: break
            case .unseen(let why): Issue.record("seed \(seed), round \(round): \(why)")
            }
        }
        #expect(reported > rounds / 5, "seed \(seed): the harness must have teeth")
    }

    @Test("A damaged page of any kind is reported with its place", arguments: [7, 8] as [UInt64])
    func zeroedPages(seed: UInt64) async {
        await #expect(processExitsWith: .success) { [seed] in
            let scratch = try Scratch()
            let (head, exported) = try DamageTests.prepare(scratch, seed: seed)
            let file = scratch.book() + "/log/data.mdb"
            let whole = [UInt8](try Data(contentsOf: URL(filePath: file)))
            var random = Seeded(seed)
            for page in 0..<(whole.count / 4096) {
                var bytes = whole
                let range = (page * 4096)..<((page + 1) * 4096)
                if page.isMultiple(of: 2) {
                    bytes.replaceSubrange(range, with: repeatElement(0, count: 4096))
                } else {
                    // A misdirected write: another page's bytes stand here.
                    let other = random.below(whole.count / 4096) * 4096
                    bytes.replaceSubrange(range, with: whole[other..<(other + 4096)])
                }
                try Data(bytes).write(to: URL(filePath: file))
                if case .unseen(let why) = try DamageTests.fate(of: scratch.book(), head, exported)
                {
                    Issue.record("seed \(seed), page \(page): \(why)")
                }
            }
        }
    }

    @Test("Damage names its table and position and nothing that was stored")
    func describes() throws {
        let scratch = try Scratch()
        do {
            let log = try scratch.log()
            try log.fill(500)
        }
        let file = URL(filePath: scratch.book() + "/log/data.mdb")
        var bytes = try Data(contentsOf: file)
        let word = Data(NaiveChain.littleEndian(~UInt64(321)))
        let record = try #require(bytes.firstRange(of: word))
        bytes[record.lowerBound] ^= 1
        try bytes.write(to: file)
        let log = try Log(opening: scratch.book())
        guard case .damaged(let damage) = try LogVerifier(log).verify() else {
            Issue.record("a changed record passed")
            return
        }
        #expect(damage.commit == 1)
        #expect(damage.table == "commits")
        #expect(
            "\(damage)" == "the digest of the chain differs [table commits, position 1, commit 1]"
        )
    }

    static func prepare(_ scratch: Scratch, seed: UInt64) throws -> (LogHead, [UInt8]) {
        let log = try scratch.log()
        var random = Seeded(seed)
        // Sizes that make every kind of page: branches, long values, packed pages, free pages.
        for count in [1, 30, 300, 1, 900] {
            try log.fill(count)
            try log.appendRandomly(commits: 8, &random)
        }
        try log.append(at: 0) { appender in
            for sequence in 1..<appender.nextSequence {
                if sequence.isMultiple(of: 5) {
                    _ = try appender.deleteSealed(at: sequence, part: 0)
                }
            }
        }
        try log.fill(2)
        return (try log.head(), try export(log))
    }

    static func export(_ log: Log) throws -> [UInt8] {
        var bytes: [UInt8] = []
        _ = try log.export { bytes += $0 }
        return bytes
    }

    /// Opens and verifies as an operator would: pages first, then the map.
    static func fate(of book: String, _ head: LogHead, _ exported: [UInt8]) throws -> Fate {
        do {
            if try PageWalker.walk(book: book) != nil { return .reported }
            let log = try Log(opening: book)
            guard case .sound = try LogVerifier(log).verify(),
                case .sound = try LogVerifier(log).verify(after: head)
            else { return .reported }
            guard try export(log) == exported else { return .unseen("the export differs") }
            try log.fill(3)
            var random = Seeded(head.commit)
            try log.appendRandomly(commits: 2, &random)
            guard case .sound = try LogVerifier(log).verify() else {
                return .unseen("further appends do not verify")
            }
            guard try PageWalker.walk(book: book) == nil else {
                return .unseen("further appends break pages")
            }
            return .harmless
        } catch let error as StorageError {
            let isReport = error.code.kind == .damaged || error.code == .newerFormat
            let hasPlace = error.table != nil || error.position != nil
            return isReport && hasPlace ? .reported : .unseen("\(error)")
        }
    }
}
