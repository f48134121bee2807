import Testing

@testable import DaybookStorage

/// What an appended log is to hold, kept apart from it: subjects of every age.
struct AgedFacts {
    /// The sequences of each subject's facts, in order.
    private(set) var bySubject: [UInt64: [UInt64]] = [:]
    private(set) var count: UInt64 = 0
    private var random: Seeded

    init(seed: UInt64) { random = Seeded(seed) }

    /// Subjects that have facts in nearly every block, many in each.
    static let busy: [UInt64] = [1, 1001, 2001]

    /// Appends as many facts in one commit, most of them without a subject.
    mutating func append(_ facts: Int, to log: Log) throws {
        var batch = [TestFact](repeating: TestFact(), count: facts)
        for index in 0..<facts {
            count += 1
            let subject: UInt64
            switch random.next() & 127 {
            case 0: subject = UInt64(random.below(Int(count))) | 1023
            case 1: subject = AgedFacts.busy[random.below(3)]
            case 2...5: subject = count - min(count - 1, UInt64(random.below(2000)))
            case 6...9: subject = count
            default: continue
            }
            guard subject <= count else { continue }
            batch[index] = TestFact(count, subject: subject)
            bySubject[subject, default: []].append(count)
        }
        let filled = batch
        try log.append(at: 0) { _ = try $0.append(contentsOf: filled.span) }
    }

    /// Appends up to the middle of a block, in commits of very different sizes.
    mutating func append(blocks: Int, to log: Log) throws {
        let end = UInt64(blocks) << 16 + 30_000
        var sizes = [20, 70_000, 65_536, 300_000, 1, 131_072]
        while count < end {
            try append(min(sizes[0], Int(end - count)), to: log)
            sizes.append(sizes.removeFirst())
        }
    }

    func sequences(of subject: UInt64) -> [UInt64] { bySubject[subject] ?? [] }

    /// Some subjects of each kind.
    mutating func sample(_ number: Int) -> [UInt64] {
        AgedFacts.busy + bySubject.keys.sorted().shuffled(using: &random).prefix(number)
            + bySubject.keys.filter { $0 & 1023 == 1023 }.sorted().prefix(number)
    }

    /// The subject index, worked out naively from its description.
    func index(_ levels: RunLevels) -> [UInt64: [UInt8]] {
        let blocks = Int(count + 1) >> 16
        var index: [UInt64: [UInt8]] = [:]
        for level in 0...Int(levels.highest) {
            var span = 1
            for _ in 0..<level { span <<= Int(levels.fanOutShift) }
            for group in 0..<(blocks / span) {
                let first = UInt64(group * span) << 16
                let end = UInt64((group + 1) * span) << 16
                var entries: Set<UInt64> = []
                for (subject, sequences) in bySubject where level == 0 || subject < first {
                    for sequence in sequences where sequence >= first && sequence < end {
                        let place = level == 0 ? sequence - first : (sequence - first) / 65_536
                        entries.insert(subject * 65_536 + place)
                    }
                }
                index[UInt64(level) * 72_057_594_037_927_936 + UInt64(group)] = entries.sorted()
                    .flatMap(NaiveChain.littleEndian)
            }
        }
        return index
    }
}

extension LogOptions {
    /// Two runs make one of the next level, so that few blocks have several levels.
    static func pairs(
        entries: Int = Limits.mergedRunEntries,
        windowPages: Int = Limits.windowPages
    ) -> LogOptions {
        var options = LogOptions(windowPages: windowPages)
        options.levels = RunLevels(fanOutShift: 1, highest: 3, entries: entries)
        return options
    }
}

extension Log {
    /// The table of the subject index.
    func index() throws -> [UInt64: [UInt8]] {
        try environment.readWindow { view in
            var index: [UInt64: [UInt8]] = [:]
            var window = ReadWindow.unlimited
            _ = try view.eachValue(
                .subjects,
                from: 0,
                through: .max,
                limit: .max,
                window: &window
            ) { key, value in
                index[key] = value
                return true
            }
            return index
        }
    }

    /// Writes a value of the subject index, or removes it.
    func setRun(_ key: UInt64, _ value: [UInt8]?) throws {
        try append(at: 0) { appender in
            try appender.attempt { transaction throws(StorageError) in
                if let value {
                    try transaction.put(.subjects, key: key, value: value)
                } else {
                    _ = try transaction.delete(.subjects, key: key)
                }
            }
        }
    }

    func sequences(of subject: UInt64, through last: UInt64 = .max, limit: Int = 65_536) throws
        -> [UInt64]
    {
        try records(ofSubject: subject, as: TestFact.self, through: last, limit: limit)
            .map(\.sequence)
    }

    /// How many runs a query of a subject searches, with the blocks it scans.
    func searches(of subject: UInt64) throws -> Int {
        try environment.readWindow { view in
            var window = ReadWindow.unlimited
            var search = SubjectSearch<TestFact>(of: subject, through: .max, limit: .max)
            let isComplete = try search.advance(in: view, &window)
            #expect(isComplete)
            return window.pages
        }
    }

    /// What verification finds; nil if all is sound.
    func damage() throws -> Damage? {
        guard case .damaged(let damage) = try LogVerifier(self).verify() else { return nil }
        return damage
    }
}
