import Testing

@testable import DaybookStorage

@Suite("The subject index")
struct SubjectTests {
    @Test(
        "It gives what a scan gives, over complete blocks and the incomplete one",
        arguments: [1, 2, 3] as [UInt64]
    )
    func equalsScan(seed: UInt64) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(seed)
        var bySubject: [UInt64: [UInt64]] = [:]
        for _ in 0..<5 {
            var batch: [TestFact] = []
            let first = try log.head().sequence + 1
            for offset in 0..<UInt64(31_000 + random.below(5000)) {
                let sequence = first + offset
                // Few subjects, so that each has facts in several blocks.
                let old = UInt64(random.below(500)) * 37
                let subject = [0, sequence, min(old, sequence), min(old, sequence)][random.below(4)]
                batch.append(TestFact(sequence, subject: subject))
                if subject != 0 { bySubject[subject, default: []].append(sequence) }
            }
            try log.append(at: 0) { _ = try $0.append(contentsOf: batch.span) }
        }
        for subject in bySubject.keys.shuffled(using: &random).prefix(400) {
            let found = try log.records(ofSubject: subject, as: TestFact.self)
            #expect(found.map(\.sequence) == bySubject[subject], "seed \(seed), subject \(subject)")
        }
        #expect(try log.records(ofSubject: 9_999_999, as: TestFact.self).isEmpty)
        for (subject, all) in bySubject.prefix(20) {
            let middle = all[all.count / 2]
            let early = try log.records(ofSubject: subject, as: TestFact.self, through: middle)
            #expect(early.map(\.sequence) == all.filter { $0 <= middle }, "seed \(seed)")
        }
        #expect(try log.records(ofSubject: 0, as: TestFact.self).isEmpty)
        let most = try #require(bySubject.max { $0.value.count < $1.value.count })
        let limited = try log.records(ofSubject: most.key, as: TestFact.self, limit: 3)
        #expect(limited.map(\.sequence) == Array(most.value.prefix(3)))
        guard case .sound = try LogVerifier(log).verify() else {
            Issue.record("seed \(seed): the index does not verify")
            return
        }
    }

    @Test(
        "A block whose run was dropped is scanned, verification reports it, a rebuild restores it"
    )
    func dropped() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.append(at: 0) { appender in
            let batch = (UInt64(1)...70_000).map {
                TestFact($0, subject: ($0 - 1) / 1000 * 1000 + 1)
            }
            try appender.append(contentsOf: batch.span)
        }
        let before = try log.records(ofSubject: 65_001, as: TestFact.self)
        #expect(before.count == 1000)
        try log.append(at: 0) { appender in
            try appender.attempt { transaction throws(StorageError) in
                _ = try transaction.delete(.subjects, key: 0)
            }
        }
        #expect(try log.records(ofSubject: 65_001, as: TestFact.self) == before)
        guard case .damaged(let damage) = try LogVerifier(log).verify() else {
            Issue.record("a missing run passed")
            return
        }
        #expect(damage.table == "subjects")
        try log.rebuildSubjects()
        guard case .sound = try LogVerifier(log).verify() else {
            Issue.record("the rebuilt index does not verify")
            return
        }
    }
}
