import Daybook
import DaybookTesting
import FoundationEssentials
import Testing

@Suite("A snapshot that does not fit")
struct ForeignSnapshotTests {
    @Test(
        "every flipped bit and every truncation of the file is found, and the log folded instead",
        arguments: 1...2
    )
    func damage(seed: UInt64) async throws {
        var sample = try SnapshotBook(seed: seed)
        let book = try sample.temporary.open()
        try await sample.fill(book, commits: 30)
        try book.saveSnapshot()
        let whole = try SnapshotBook.digest(fromZero: book)
        let path = sample.snapshots + "/" + (try #require(sample.files().first))
        let bytes = try LocalFile.read(path)
        var random = SnapshotBook.Random(state: seed)
        for round in 0..<300 {
            var damaged = bytes
            let place = Int(random.next() % UInt64(bytes.count))
            // The header is small and read with the most trust: half of the damage goes there.
            let at = round % 2 == 0 ? place % 200 : place
            if round % 3 == 0 {
                damaged.removeLast(bytes.count - at)
            } else {
                damaged[at] ^= 1 << UInt8(random.next() % 8)
            }
            try LocalFile.write(damaged, to: path)
            let replay = try book.replay(fromSnapshot: BookProjections.self)
            #expect(replay.began == 0, "seed \(seed), round \(round), byte \(at)")
            #expect(replay.ignored.count == 1)
            #expect(replay.ignored.first?.reason.isEmpty == false)
            if round < 5 { #expect(SnapshotBook.digest(replay.projection) == whole) }
        }
        try LocalFile.write(bytes, to: path)
        #expect(try book.replay(fromSnapshot: BookProjections.self).began > 0)
    }

    @Test("where the newest is damaged the one before is used")
    func oneBefore() async throws {
        var sample = try SnapshotBook(seed: 3)
        var first: UInt64 = 0
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 10)
            first = try #require(try book.saveSnapshot()).position
            try await sample.fill(book, commits: 10)
            try book.saveSnapshot()
        }
        let path = sample.snapshots + "/" + (try #require(sample.files().last))
        var bytes = try LocalFile.read(path)
        bytes[bytes.count / 2] ^= 4
        try LocalFile.write(bytes, to: path)
        let book = try sample.temporary.open()
        _ = try book.clinic()
        #expect(book.snapshotReport.openedAt == first)
        #expect(
            book.snapshotReport.ignored.map(\.reason) == ["its payload is not what was written"]
        )
    }

    @Test("a snapshot of another book is ignored with that reason")
    func otherBook() async throws {
        var one = try SnapshotBook(seed: 4)
        var other = try SnapshotBook(seed: 5)
        for sample in [one, other] {
            var sample = sample
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 5)
            try book.saveSnapshot()
        }
        let source = one.snapshots + "/" + (try #require(one.files().first))
        let target = other.snapshots + "/" + (try #require(other.files().first))
        try LocalFile.write(try LocalFile.read(source), to: target)
        let book = try other.temporary.open()
        _ = try book.clinic()
        #expect(book.snapshotReport.openedAt == 0)
        #expect(book.snapshotReport.ignored.map(\.reason) == ["it is of another log"])
        try await other.fill(book, commits: 1)
        try await one.fill(try one.temporary.open(), commits: 1)
    }

    @Test(
        "after the log was put back to an earlier state its later snapshots are ignored, then gone"
    )
    func rollback() async throws {
        var sample = try SnapshotBook(seed: 6)
        let path = sample.temporary.path
        let aside = sample.temporary.directory + "/aside"
        let files = FileManager.default
        var early: UInt64 = 0
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 10)
            early = try #require(try book.saveSnapshot()).position
        }
        try files.copyItem(atPath: path + "/log", toPath: aside)
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 10)
            try book.saveSnapshot()
        }
        try files.removeItem(atPath: path + "/log")
        try files.copyItem(atPath: aside, toPath: path + "/log")
        let book = try sample.temporary.open()
        try await sample.fill(book, commits: 30)
        #expect(book.snapshotReport.openedAt == early)
        #expect(
            book.snapshotReport.ignored.map(\.reason)
                == ["the log has another history at its position"]
        )
        let late = try #require(try book.saveSnapshot()).position
        let replay = try book.replay(fromSnapshot: BookProjections.self)
        #expect(replay.began == late)
        #expect(SnapshotBook.digest(replay.projection) == (try SnapshotBook.digest(fromZero: book)))
    }

    @Test("a snapshot of a future that was undone does not push out those that fit")
    func undoneFuture() async throws {
        var sample = try SnapshotBook(seed: 7)
        let path = sample.temporary.path
        let aside = sample.temporary.directory + "/aside"
        let files = FileManager.default
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 3)
        }
        try files.copyItem(atPath: path + "/log", toPath: aside)
        do {
            let book = try sample.temporary.open()
            for _ in 0..<2 {
                try await sample.fill(book, commits: 20)
                try book.saveSnapshot()
            }
        }
        try files.removeItem(atPath: path + "/log")
        try files.copyItem(atPath: aside, toPath: path + "/log")
        let book = try sample.temporary.open()
        try await sample.fill(book, commits: 1)
        let saved = try #require(try book.saveSnapshot()).position
        #expect(book.snapshotReport.ignored.count == 2)
        #expect(sample.files().count == 1)
        #expect(try book.replay(fromSnapshot: BookProjections.self).began == saved)
    }

    @Test(
        "a directory of snapshots that others may write is not looked into, and nothing fails for it"
    )
    func openToOthers() async throws {
        var sample = try SnapshotBook(seed: 8)
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 3)
            try book.saveSnapshot()
        }
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777],
            ofItemAtPath: sample.snapshots
        )
        var options = sample.temporary.options
        options.snapshotTriggers.factsCaughtUp = 1
        let book = try Book(opening: sample.temporary.path, options: options)
        #expect(try !book.clinic().services.isEmpty)
        #expect(book.snapshotReport.openedAt == 0)
        #expect(book.snapshotReport.ignored.count == 1)
        #expect(book.snapshotReport.saveFailure?.hasPrefix("unsafe-permissions") == true)
        #expect(throws: BookError.self) { try book.saveSnapshot() }
    }

    @Test("a book that is only read keeps a snapshot where it may, and answers where it may not")
    func readOnly() async throws {
        var sample = try SnapshotBook(seed: 9)
        do {
            let book = try sample.temporary.open()
            try await sample.fill(book, commits: 10)
        }
        // A file stands where the directory would: nothing can be written there.
        try LocalFile.write([], to: sample.snapshots)
        var options = sample.temporary.options
        options.isReadOnly = true
        options.snapshotTriggers.factsCaughtUp = 1
        do {
            let book = try Book(opening: sample.temporary.path, options: options)
            #expect(try !book.clinic().services.isEmpty)
            #expect(book.snapshotReport.saveFailure != nil)
        }
        try FileManager.default.removeItem(atPath: sample.snapshots)
        let book = try Book(opening: sample.temporary.path, options: options)
        #expect(try !book.clinic().services.isEmpty)
        #expect(book.snapshotReport.saveFailure == nil)
        #expect(sample.files().count == 1)
    }
}
