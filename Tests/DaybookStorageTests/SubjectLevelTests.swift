import Testing

@testable import DaybookStorage

@Suite("The subject index in levels")
struct SubjectLevelTests {
    private static let merged: UInt64 = 1 << 56

    @Test(
        "It gives what a filter over all records gives, in windows of any length, and when reopened",
        arguments: zip([11, 12] as [UInt64], [1, Limits.windowPages])
    )
    func equalsFilter(seed: UInt64, windowPages: Int) throws {
        let scratch = try Scratch()
        let options = LogOptions.pairs(windowPages: windowPages)
        var facts = AgedFacts(seed: seed)
        do {
            let log = try scratch.log(options: options)
            try facts.append(blocks: 7, to: log)
        }
        let log = try Log(opening: scratch.book(), options: options)
        try facts.append(blocks: 9, to: log)
        #expect(try log.index() == facts.index(options.levels), "seed \(seed)")
        var random = Seeded(seed)
        for subject in facts.sample(60) {
            let all = facts.sequences(of: subject)
            #expect(try log.sequences(of: subject) == all, "seed \(seed), subject \(subject)")
            let last = 1 + UInt64(random.below(Int(facts.count)))
            #expect(
                try log.sequences(of: subject, through: last) == all.filter { $0 <= last },
                "seed \(seed), subject \(subject), through \(last)"
            )
            let limit = random.below(all.count + 1)
            #expect(
                try log.sequences(of: subject, limit: limit) == Array(all.prefix(limit)),
                "seed \(seed), subject \(subject), limit \(limit)"
            )
        }
        #expect(try log.damage() == nil)
    }

    @Test("A log without merged runs gives the same, is sound, and gets them back by a rebuild")
    func fromBefore() throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: .pairs())
        var facts = AgedFacts(seed: 21)
        try facts.append(blocks: 6, to: log)
        let index = try log.index()
        let merged = index.keys.filter { $0 >= SubjectLevelTests.merged }
        #expect(merged.count == 4, "three pairs, and a pair of pairs")
        for key in merged { try log.setRun(key, nil) }
        let sample = facts.sample(30)
        for subject in sample {
            #expect(try log.sequences(of: subject) == facts.sequences(of: subject))
        }
        #expect(try log.damage() == nil)
        // What is completed from now on is merged, unless what is below is missing.
        try facts.append(blocks: 8, to: log)
        let after = try log.index()
        #expect(after[SubjectLevelTests.merged | 3] != nil)
        #expect(after[2 * SubjectLevelTests.merged | 1] == nil)
        for subject in sample {
            #expect(try log.sequences(of: subject) == facts.sequences(of: subject))
        }
        #expect(try log.damage() == nil)
        #expect(try log.rebuildSubjects() == 6)
        #expect(try log.index() == facts.index(LogOptions.pairs().levels))
        #expect(try log.damage() == nil)
        #expect(try log.rebuildSubjects() == 0)
    }

    @Test("A run that would be too long is not kept, nor what it would be merged into")
    func tooLong() throws {
        let scratch = try Scratch()
        let entries = 200
        let log = try scratch.log(options: .pairs(entries: entries))
        var facts = AgedFacts(seed: 31)
        try facts.append(blocks: 8, to: log)
        let whole = facts.index(LogOptions.pairs().levels)
        let kept = whole.filter { $0.key < SubjectLevelTests.merged || $0.value.count <= 1600 }
        let missing = Set(whole.keys).subtracting(try log.index().keys)
        #expect(missing.contains { $0 >> 56 == 1 })
        #expect(missing.contains(2 * SubjectLevelTests.merged | 1))
        #expect(missing.isSuperset(of: Set(whole.keys).subtracting(kept.keys)))
        for subject in facts.sample(30) {
            #expect(try log.sequences(of: subject) == facts.sequences(of: subject))
        }
        #expect(try log.damage() == nil)
        #expect(try log.rebuildSubjects() == 0)
        // One that is there nevertheless is reported, and a rebuild removes it.
        let key = try #require(missing.filter { $0 >> 56 == 1 }.min())
        try log.setRun(key, whole[key])
        #expect(try log.damage()?.position == key)
        #expect(try log.rebuildSubjects() == 1)
        #expect(try log.damage() == nil)
    }

    /// What can be wrong with a merged run.
    enum Wrong: CaseIterable {
        case cut, foreignBlock, strangersBlock, lacking
    }

    @Test(
        "A damaged merged run is reported with the next step; verification names it",
        arguments: Wrong.allCases
    )
    func damaged(wrong: Wrong) throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: .pairs())
        try log.append(at: 0) { appender in
            var batch = [TestFact](repeating: TestFact(), count: 4 << 16)
            // The subject 7 has a fact in the last block alone.
            batch[3 << 16] = TestFact(1, subject: 7)
            try appender.append(contentsOf: batch.span)
        }
        let key = SubjectLevelTests.merged | 1
        let sound = try #require(try log.index()[key])
        #expect(sound == NaiveChain.littleEndian(UInt64(7 << 16 | 1)))
        #expect(try log.sequences(of: 7) == [3 << 16 + 1])
        let bytes: [UInt8]
        switch wrong {
        case .cut: bytes = Array(sound.dropLast(3))
        case .foreignBlock: bytes = NaiveChain.littleEndian(UInt64(7 << 16 | 2))
        case .strangersBlock: bytes = NaiveChain.littleEndian(UInt64(7 << 16 | 0)) + sound
        case .lacking: bytes = []
        }
        try log.setRun(key, bytes)
        // What is left out can't be missed by whoever trusts the run.
        if wrong != .lacking {
            let error = #expect(throws: StorageError.self) { try log.sequences(of: 7) }
            #expect(error?.code == .damaged)
            #expect(error?.nextStep == "rebuild the subject index")
            #expect(error?.table == "subjects")
            #expect(error?.position == key)
        }
        let damage = try #require(try log.damage())
        #expect(damage.table == "subjects")
        #expect(damage.position == key)
        #expect(try log.rebuildSubjects() == 1)
        #expect(try log.index()[key] == sound)
        #expect(try log.damage() == nil)
        #expect(try log.sequences(of: 7) == [3 << 16 + 1])
    }

    @Test(
        "A run of blocks that are not complete, or of no level, is reported and a rebuild removes it",
        arguments: [2, 1 << 56 | 1, 3 << 56, 4 << 56, .max] as [UInt64]
    )
    func stray(key: UInt64) throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: .pairs())
        try log.append(at: 0) { appender in
            let batch = [TestFact](repeating: TestFact(), count: 3 << 16 - 1)
            try appender.append(contentsOf: batch.span)
        }
        try log.setRun(2, nil)
        #expect(try log.damage()?.table == "subjects", "a block's run may not be missing")
        try log.rebuildSubjects()
        let index = try log.index()
        #expect(index.keys.sorted() == [0, 1, 2, 1 << 56])
        let stray = key == 2 ? 3 : key
        try log.setRun(stray, [])
        #expect(try log.damage()?.table == "subjects")
        #expect(try log.rebuildSubjects() == 1)
        #expect(try log.index() == index)
        #expect(try log.damage() == nil)
    }

    @Test("An import and a copy that follows have the same runs as their source")
    func transferred() throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: .pairs())
        try log.backup(to: scratch.book("copy"))
        let copy = try Log(opening: scratch.book("copy"), options: .pairs())
        var follower = try LogFollower(log, copy: copy)
        var facts = AgedFacts(seed: 41)
        for blocks in [1, 4] {
            try facts.append(blocks: blocks, to: log)
            _ = try follower.ship()
        }
        var imported = try LogImport(into: scratch.book("import"), options: .pairs())
        _ = try log.export { try imported.take($0) }
        _ = try imported.finish()
        let index = try log.index()
        #expect(index.keys.contains(2 << 56))
        #expect(try copy.index() == index)
        #expect(try Log(opening: scratch.book("import")).index() == index)
    }

    @Test("In the format's own measure 16 blocks have a merged run, under its level and number")
    func format() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let old: UInt64 = 5
        let last: UInt64 = 16 << 16 - 1
        let young: UInt64 = 16 << 16
        let facts: [UInt64: UInt64] = [
            20 << 16: old, 20 << 16 + 9: old, 31 << 16: old, 17 << 16 - 1: last, 30 << 16: young,
        ]
        for part in 0..<2 as Range<UInt64> {
            var batch = [TestFact](repeating: TestFact(), count: 1 << 20)
            for (sequence, subject) in facts where (sequence - 1) >> 20 == part {
                batch[Int((sequence - 1) & 0xF_FFFF)] = TestFact(sequence, subject: subject)
            }
            let filled = batch
            try log.append(at: 0) { _ = try $0.append(contentsOf: filled.span) }
        }
        let index = try log.index()
        let merged: UInt64 = 0x0100_0000_0000_0001
        #expect(index.keys.sorted() == Array(0..<32) + [merged - 1, merged])
        #expect(index[merged - 1] == [])
        #expect(
            index[merged]
                == [old << 16 | 4, old << 16 | 15, last << 16 | 0].flatMap(NaiveChain.littleEndian)
        )
        for subject in [old, last, young] {
            #expect(
                try log.sequences(of: subject)
                    == facts.filter { $0.value == subject }.map(\.key).sorted()
            )
        }
        // The first 16 blocks, the merged run, and the incomplete block.
        #expect(try log.searches(of: 3) == 16 + 1 + 1)
        #expect(try log.searches(of: old) == 16 + 1 + 2 + 1)
        #expect(try log.damage() == nil)
    }

    @Test("An old subject is found with few searches, however many blocks lie behind it")
    func fewSearches() throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: .pairs())
        for _ in 0..<17 {
            try log.append(at: 0) { appender in
                let batch =
                    [TestFact](repeating: TestFact(subject: 1), count: 1)
                    + [TestFact](repeating: TestFact(), count: 1 << 16 - 1)
                try appender.append(contentsOf: batch.span)
            }
        }
        // Blocks 0 and 1, then 2–3, 4–7, 8–15 by a merged run each, 16, and the incomplete one.
        #expect(try log.searches(of: 2) == 7)
        #expect(try log.searches(of: 1) == 7 + 14, "and each of the blocks that have its facts")
        for key in try log.index().keys where key >> 56 > 0 { try log.setRun(key, nil) }
        #expect(try log.searches(of: 2) == 18)
    }
}
