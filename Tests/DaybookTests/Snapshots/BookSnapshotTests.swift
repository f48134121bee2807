import Daybook
import DaybookTesting
import FoundationEssentials
import Testing

@Suite("A book's snapshots")
struct BookSnapshotTests {
    /// The ends of commits nearest below each seventh of a book's facts.
    private func commitEnds(of book: Book) throws -> [UInt64] {
        let head = try book.head().sequence
        var ends: Set<UInt64> = [head]
        for seventh in 1...6 {
            var position = head * UInt64(seventh) / 7
            while position > 0, !((try? book.saveSnapshot(of: Nothing(), at: position)) != nil) {
                position -= 1
            }
            if position > 0 { ends.insert(position) }
        }
        return ends.sorted()
    }

    /// A projection of nothing: it shows where commits end, and that a host's own can be kept too.
    private struct Nothing: SnapshotProjection {
        static let name = "nothing/at all"
        static let version: UInt32 = 1
        init() {}
        init(decoding bytes: [UInt8]) throws {}
        func encode() -> [UInt8] { [] }
        mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {}
        func digest(into digest: inout Digest) {}
    }

    /// Free time under another version.
    private struct Later: SnapshotProjection {
        static let name = SlotAvailability.name
        static let version = SlotAvailability.version + 1
        init() {}
        init(decoding bytes: [UInt8]) throws {}
        func encode() -> [UInt8] { [] }
        mutating func apply(_ facts: Span<Fact>, bodies: borrowing Bodies) {}
        func digest(into digest: inout Digest) {}
    }

    @Test(
        "a replay from a snapshot at any seventh of the log ends where one from zero does",
        arguments: 1...3
    )
    func sevenths(seed: UInt64) async throws {
        var sample = try SnapshotBook(seed: seed)
        let book = try sample.temporary.open()
        try await sample.fill(book, commits: 120)
        let whole = try SnapshotBook.digest(fromZero: book)
        let ends = try commitEnds(of: book)
        #expect(ends.count == 7, "seed \(seed)")
        for end in ends {
            var projections = BookProjections()
            try book.replay(&projections, through: end)
            try book.saveSnapshot(of: projections, at: end)
            let replay = try book.replay(fromSnapshot: BookProjections.self)
            #expect(replay.began == end, "seed \(seed)")
            #expect(replay.ignored.isEmpty)
            #expect(replay.position == (try book.head().sequence))
            #expect(SnapshotBook.digest(replay.projection) == whole, "seed \(seed), from \(end)")
            let earlier = try book.replay(fromSnapshot: BookProjections.self, through: end - 1)
            #expect(earlier.began < end, "a snapshot beyond what was asked for is not used")
        }
    }

    @Test("a snapshot is taken only where a commit ends")
    func boundaries() async throws {
        var sample = try SnapshotBook(seed: 4)
        let book = try sample.temporary.open()
        #expect(try book.saveSnapshot() == nil, "an empty book has nothing to keep")
        try await sample.fill(book, commits: 5)
        #expect(throws: BookError.self) { try book.saveSnapshot(of: Nothing(), at: 1) }
        #expect(throws: BookError.self) {
            try book.saveSnapshot(of: Nothing(), at: try book.head().sequence + 1)
        }
        #expect(sample.files().isEmpty)
    }

    @Test("a cold open begins from the newest snapshot and says the same as one from zero")
    func coldOpen() async throws {
        var sample = try SnapshotBook(seed: 5)
        var saved: SavedSnapshot?
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 40)
            saved = try book.saveSnapshot()
            try await sample.fill(book, commits: 20)
        }
        let position = try #require(saved?.position)
        let book = try sample.temporary.open()
        #expect(book.snapshotReport.openedAt == 0, "nothing was asked of it yet")
        let clinic = try book.clinic()
        #expect(book.snapshotReport.openedAt == position)
        #expect(book.snapshotReport.ignored.isEmpty)
        var projections = BookProjections()
        try book.replay(&projections)
        #expect(clinic.revision == projections.slots.state.clinic.revision)
        #expect(
            try book.waitingRequests().map(\.conversation)
                == projections.responses.waitingRequests().map(\.conversation)
        )
        // What is decided afterwards is decided against the whole state.
        try await sample.fill(book, commits: 20)
        try book.saveSnapshot()
        let kept = try book.replay(fromSnapshot: BookProjections.self)
        #expect(kept.began == (try book.head().sequence))
        #expect(SnapshotBook.digest(kept.projection) == (try SnapshotBook.digest(fromZero: book)))
    }

    @Test("the writer too begins from a snapshot")
    func writerStart() async throws {
        var sample = try SnapshotBook(seed: 6)
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 10)
            try book.saveSnapshot()
        }
        let book = try sample.temporary.open()
        try await book.submit(.receive(Incoming(.message)))
        #expect(book.snapshotReport.openedAt > 0)
    }

    @Test("with snapshots turned off none is read or written")
    func turnedOff() async throws {
        var sample = try SnapshotBook(seed: 7)
        var options = sample.temporary.options
        options.snapshotTriggers.factsAtClose = 1
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 5)
            try book.saveSnapshot()
        }
        let before = sample.files()
        options.usesSnapshots = false
        let book = try Book(opening: sample.temporary.path, options: options)
        try await sample.fill(book, commits: 5)
        book.close()
        #expect(book.snapshotReport.openedAt == 0)
        #expect(sample.files() == before)
    }

    @Test("a book that folded much writes a snapshot, and again when it closes")
    func automatic() async throws {
        var sample = try SnapshotBook(seed: 8)
        var options = sample.temporary.options
        options.snapshotTriggers.factsCaughtUp = 50
        options.snapshotTriggers.factsAtClose = 20
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 60)
        }
        #expect(sample.files().isEmpty, "the usual bounds are far above this book")
        let book = try Book(opening: sample.temporary.path, options: options)
        _ = try book.clinic()
        let first = book.snapshotReport.savedAt
        #expect(first == (try book.head().sequence))
        try await sample.fill(book, commits: 40)
        #expect(try book.head().sequence > first + 20)
        book.close()
        #expect(book.snapshotReport.savedAt == (try book.head().sequence))
        #expect(book.snapshotReport.saveFailure == nil)
        #expect(sample.files().count == 2)
    }

    @Test("the newest two are kept")
    func twoAreKept() async throws {
        var sample = try SnapshotBook(seed: 9)
        let book = try sample.temporary.open()
        var positions: [UInt64] = []
        for _ in 0..<4 {
            try await sample.fill(book, commits: 4)
            positions.append(try #require(try book.saveSnapshot()).position)
        }
        let names = positions.suffix(2).map { position in
            let digits = String(position)
            return "book." + String(repeating: "0", count: 20 - digits.utf8.count) + digits
                + ".snapshot"
        }
        #expect(sample.files() == names)
    }

    @Test(
        "a look into the past folds at most a stretch of the log, and gives what a replay gives",
        arguments: [UInt64](31...33)
    )
    func past(seed: UInt64) async throws {
        var sample = try SnapshotBook(seed: seed)
        var options = sample.temporary.options
        options.snapshotTriggers.stretch = 30
        let book = try Book(opening: sample.temporary.path, options: options)
        try await sample.fill(book, commits: 120)
        let head = try book.head().sequence
        #expect(head > 200, "seed \(seed)")
        let filled = try book.savePastSnapshots()
        #expect(filled.found == 0 && filled.written >= Int(head / 30) / 2, "seed \(seed)")
        // The newest ones come and go; the first of each stretch stay.
        for _ in 0..<3 {
            try await sample.fill(book, commits: 1)
            try book.saveSnapshot()
        }
        let again = try book.savePastSnapshots()
        #expect(again.found >= filled.written, "seed \(seed)")
        for position in stride(from: UInt64(1), through: head, by: 17) {
            let near = try book.replay(fromSnapshot: BookProjections.self, through: position)
            var projections = BookProjections()
            try book.replay(&projections, through: position)
            #expect(near.position == position && near.ignored.isEmpty, "seed \(seed)")
            #expect(position - near.began < 60, "seed \(seed), position \(position)")
            #expect(
                SnapshotBook.digest(near.projection) == SnapshotBook.digest(projections),
                "seed \(seed), position \(position)"
            )
        }
    }

    @Test("of an old snapshot that doesn't fit another takes the place")
    func unfitPast() async throws {
        var sample = try SnapshotBook(seed: 34)
        var options = sample.temporary.options
        options.snapshotTriggers.stretch = 30
        let book = try Book(opening: sample.temporary.path, options: options)
        try await sample.fill(book, commits: 60)
        let written = try book.savePastSnapshots().written
        let name = try #require(sample.files().first)
        let path = sample.temporary.path + "/snapshots/" + name
        let file = try #require(FileManager.default.contents(atPath: path))
        try Data(file.dropLast(3)).write(to: URL(fileURLWithPath: path))
        let again = try book.savePastSnapshots()
        #expect(again.written == 1 && again.found == written - 1)
        #expect(FileManager.default.contents(atPath: path) == file)
    }

    @Test("a snapshot of another version is ignored with that reason")
    func otherVersion() async throws {
        var sample = try SnapshotBook(seed: 10)
        let book = try sample.temporary.open()
        try await sample.fill(book, commits: 4)
        try book.saveSnapshot(of: Later(), at: try book.head().sequence)
        let replay = try book.replay(fromSnapshot: SlotAvailability.self)
        #expect(replay.began == 0)
        #expect(
            replay.ignored.map(\.reason) == ["it is of version \(Later.version) of the projection"]
        )
    }
}
