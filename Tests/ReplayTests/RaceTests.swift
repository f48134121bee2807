import Daybook
import DaybookTesting
import Testing

@Suite("Several processes that write one book")
struct RaceTests {
    @Test("two processes of 64 tasks decide each command at its position and end with one digest")
    func twoProcesses() async throws {
        let bed = try await Bed()
        let path = bed.temporary.path
        let commands: UInt64 = 20
        let clerks = try (1...2).map { _ in try Clerk(path) }
        // Both have opened the book before either begins.
        for clerk in clerks {
            clerk.program.write(["digest"])
            _ = clerk.program.line()
        }
        for (index, clerk) in clerks.enumerated() {
            clerk.begin(
                (0..<64).map { .init(seed: UInt64(index) + 1, task: $0, count: commands) }
            )
        }
        var answers: [[Clerk.Acknowledgement]] = []
        for clerk in clerks {
            var taken: [Clerk.Acknowledgement] = []
            while let line = clerk.program.line(), line != "done" {
                taken.append(try #require(Clerk.Acknowledgement(line)))
            }
            answers.append(taken)
        }
        #expect(answers.map(\.count) == [Int(64 * commands), Int(64 * commands)])
        #expect(answers.joined().allSatisfy { !$0.isRepeated })
        // Neither had the book for itself.
        let commits = answers.map { Set($0.map(\.answer.commit)) }
        #expect(try #require(commits[0].max()) > (try #require(commits[1].min())))
        #expect(try #require(commits[1].max()) > (try #require(commits[0].min())))
        #expect(commits[0].isDisjoint(with: commits[1]), "a commit is of one process")

        for clerk in clerks { clerk.program.write(["digest"]) }
        let digests = clerks.map { $0.program.line() }
        #expect(clerks.map { $0.program.end() } == [0, 0])
        let head = try bed.book.head()
        let replayed = try Answers.digest(of: BookProjections.self, in: bed.book)
        #expect(digests == Array(repeating: "\(head.sequence) \(replayed)", count: 2))

        var diary = NaiveDiary()
        try bed.book.exportLog { diary.take($0) }
        #expect(diary.faults.first == nil)
        #expect(diary.commands == Int(head.commands))
        #expect(diary.counts.booked > 300)
        #expect(diary.counts.taken > 100)
        #expect(diary.counts.cancelled > 10)
    }

    @Test("300 processes are killed under load: what was acknowledged is there, and there once")
    func killed() async throws {
        let bed = try await Bed()
        let path = bed.temporary.path
        let before = try bed.book.head()
        var system = SystemRandomNumberGenerator()
        let seed = Repository.setting("DAYBOOK_SEED").flatMap { UInt64($0) } ?? system.next() >> 32
        print("killed under load, seed \(seed)")
        var random = SeededGenerator(seed)
        var acknowledged: [Clerk.Place: Clerk.Answer] = [:]
        let tasks: UInt64 = 16
        for round in 0..<75 {
            // Four at once, so that who dies with the lock leaves it to somebody who waits for it.
            let clerks = try (0..<4).map { _ in try Clerk(path) }
            for (index, clerk) in clerks.enumerated() {
                let own = seed &+ UInt64(round * 4 + index)
                clerk.begin((0..<tasks).map { .init(seed: own, task: $0, count: 1 << 20) })
            }
            for clerk in clerks {
                // Some die before they have done anything.
                let wanted = Int.random(in: 0...60, using: &random) - 6
                var lines: [String] = []
                while lines.count < wanted, let line = clerk.program.line() { lines.append(line) }
                RunningProgram.pause(microseconds: .random(in: 0..<4_000, using: &random))
                let status = clerk.program.end(killing: true)
                #expect(status == -9, "seed \(seed), round \(round)")
                lines += clerk.program.rest().split(separator: "\n").map(String.init)
                for line in lines {
                    let answer = try #require(Clerk.Acknowledgement(line), "\(line)")
                    #expect(acknowledged[answer.place] == nil, "seed \(seed)")
                    #expect(!answer.isRepeated, "seed \(seed)")
                    acknowledged[answer.place] = answer.answer
                }
            }
        }
        #expect(acknowledged.count > 1_000, "seed \(seed): the load must be one")
        let seeds = (0..<300).map { seed &+ $0 }
        let delivered = try redeliver(seeds: seeds, tasks, acknowledged, path)
        for (place, answer) in acknowledged {
            let again = delivered[place]
            #expect(again?.isRepeated == true, "seed \(seed): \(place) was lost")
            #expect(again?.answer == answer, "seed \(seed): \(place) is answered otherwise")
        }
        let head = try bed.book.head()
        // Every command in the log was delivered again, so none is there that is not counted here.
        #expect(head.commands == before.commands + UInt64(delivered.count), "seed \(seed)")
        let facts = delivered.values.reduce(0) { $0 + $1.answer.count }
        #expect(head.sequence == before.sequence + facts, "seed \(seed)")
        var diary = NaiveDiary()
        try bed.book.exportLog { diary.take($0) }
        #expect(diary.faults.first == nil, "seed \(seed)")
        guard case .sound = try bed.book.verify() else {
            Issue.record("seed \(seed): the log does not verify")
            return
        }
    }

    /// Delivers every command again that may have reached the book: those acknowledged, and of each
    /// task the one that it waited for.
    private func redeliver(
        seeds: [UInt64],
        _ tasks: UInt64,
        _ acknowledged: [Clerk.Place: Clerk.Answer],
        _ path: String
    ) throws -> [Clerk.Place: Clerk.Acknowledgement] {
        var counts: [Clerk.Place: UInt64] = [:]
        for place in acknowledged.keys {
            let task = Clerk.Place(seed: place.seed, task: place.task, index: 0)
            counts[task] = max(counts[task] ?? 0, place.index + 1)
        }
        let clerk = try Clerk(path)
        let pieces = seeds.flatMap { seed in
            (0..<tasks).map { task in
                let known = counts[Clerk.Place(seed: seed, task: task, index: 0)] ?? 0
                return Clerk.Piece(seed: seed, task: task, count: known + 1)
            }
        }
        clerk.begin(pieces)
        var delivered: [Clerk.Place: Clerk.Acknowledgement] = [:]
        while let line = clerk.program.line(), line != "done" {
            let answer = try #require(Clerk.Acknowledgement(line), "\(line)")
            delivered[answer.place] = answer
        }
        #expect(clerk.program.end() == 0)
        #expect(delivered.count == Int(pieces.reduce(0) { $0 + $1.count }))
        return delivered
    }
}
