import FoundationEssentials
import Testing

@testable import DaybookStorage

@Suite("Moving a log")
struct TransferTests {
    private func lines(of log: Log, withSealed: Bool = true) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        _ = try log.export(withSealed: withSealed) { lines.append($0) }
        return lines
    }

    private func take(_ lines: [[UInt8]], into book: String) throws -> LogHead {
        var book = try LogImport(into: book)
        for line in lines { try book.take(line) }
        return try book.finish()
    }

    @Test(
        "An import reaches the same digest and holds the same bytes",
        arguments: [21, 22, 23] as [UInt64]
    )
    func roundTrip(seed: UInt64) throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: LogOptions(windowPages: 2))
        var random = Seeded(seed)
        try log.appendRandomly(commits: 50, &random)
        let exported = try lines(of: log)
        #expect(try take(exported, into: scratch.book("copy")) == log.head())
        let copy = try Log(opening: scratch.book("copy"))
        #expect(try lines(of: copy) == exported)
        guard case .sound = try LogVerifier(copy).verify() else {
            Issue.record("seed \(seed): the copy does not verify")
            return
        }
        try copy.fill(1)
    }

    @Test(
        "An export without sealed content reaches the same digest, with no content and no party"
    )
    func withoutSealed() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(31)
        try log.appendRandomly(commits: 30, &random)
        let exported = try lines(of: log, withSealed: false)
        let text = String(decoding: exported.joined(), as: UTF8.self)
        #expect(!text.contains("\"content\""))
        #expect(!text.contains("\"party\""))
        #expect(try take(exported, into: scratch.book("copy")) == log.head())
    }

    @Test("An empty log is exported and imported")
    func empty() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        #expect(try take(lines(of: log), into: scratch.book("copy")) == log.head())
    }

    @Test("Any line that is missing, doubled, moved or changed is refused, and no book is made")
    func tampered() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(41)
        try log.appendRandomly(commits: 12, &random)
        let whole = try lines(of: log)
        for round in 0..<120 {
            var lines = whole
            let place = random.below(lines.count)
            switch round % 4 {
            case 0: lines.remove(at: place)
            case 1: lines.insert(lines[place], at: place)
            case 2: lines.swapAt(place, (place + 1) % lines.count)
            default:
                // A letter or digit of a value is changed; a hexadecimal case is no change.
                let offset = random.below(lines[place].count)
                guard lines[place][offset] >= 0x30, lines[place][offset] <= 0x38 else { continue }
                lines[place][offset] += 1
            }
            let target = scratch.book("copy\(round)")
            let refused = code { _ = try take(lines, into: target) }
            if refused == nil {
                // Base 64 has digits whose last bits mean nothing: then the log is the same.
                let same = try self.lines(of: Log(opening: target)) == whole
                #expect(same, "round \(round), line \(place + 1)")
            } else {
                #expect(!FileManager.default.fileExists(atPath: target))
                #expect(!FileManager.default.fileExists(atPath: target + ".importing"))
            }
        }
    }

    @Test("A backup taken in use is a book of its own with the same head")
    func backup() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        var random = Seeded(51)
        try log.appendRandomly(commits: 40, &random)
        try log.backup(to: scratch.book("backup"))
        let head = try log.head()
        try log.fill(3)
        let copy = try Log(opening: scratch.book("backup"))
        #expect(try copy.head() == head)
        #expect(code { try log.backup(to: scratch.book("backup")) } == .alreadyExists)
    }

    @Test("Of two backups to one place at once the second is refused, and what is left over is not")
    func twoBackups() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(9)
        let target = scratch.book("backup")
        let passing = target + ".partial"
        try FileManager.default.createDirectory(
            atPath: passing + "/log",
            withIntermediateDirectories: true
        )
        // What a backup that was killed has left, and then one at work.
        try Data("half a copy".utf8).write(to: URL(filePath: passing + "/log/data.mdb"))
        do {
            let first = try CopyLock(writing: passing)
            #expect(code { try log.backup(to: target) } == .busy)
            withExtendedLifetime(first) {}
        }
        #expect(FileManager.default.fileExists(atPath: passing + "/log/data.mdb"))
        // A slash at the end of the path is no name.
        try log.backup(to: target + "/")
        #expect(try Log(opening: target).head() == log.head())
        #expect(!FileManager.default.fileExists(atPath: passing))
        // Whoever reads a backup is not alone, but it is not written meanwhile.
        let reader = try CopyLock(reading: target)
        let another = try CopyLock(reading: target)
        #expect(code { _ = try CopyLock(writing: target) } == .busy)
        withExtendedLifetime(reader) {}
        withExtendedLifetime(another) {}
    }

    @Test("Of two imports into one place at once the second is refused, and the first goes on")
    func twoImports() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(9)
        let exported = try lines(of: log)
        let target = scratch.book("copy")
        var first = try LogImport(into: target + "//")
        try first.take(exported[0])
        var second = try LogImport(into: target)
        var late = try LogImport(into: target)
        #expect(code { try second.take(exported[0]) } == .busy)
        for line in exported.dropFirst() { try first.take(line) }
        #expect(try first.finish() == log.head())
        // It takes no more, and harms nothing when it goes.
        #expect(code { try second.take(exported[0]) } == .mismatch)
        #expect(code { try late.take(exported[0]) } == .alreadyExists)
        #expect(code { _ = try LogImport(into: target) } == .alreadyExists)
        #expect(try Log(opening: target).head() == log.head())
    }

    @Test("A restore verifies the backup before it replaces the log, and keeps the old one")
    func restore() throws {
        let scratch = try Scratch()
        var head: LogHead
        do {
            let log = try scratch.log()
            head = try log.fill(500)
            try log.backup(to: scratch.book("backup"))
            try log.fill(5)
        }
        let restored = try Log.restore(from: scratch.book("backup"), to: scratch.book())
        #expect(restored == head)
        #expect(try Log(opening: scratch.book()).head() == head)
        #expect(FileManager.default.fileExists(atPath: scratch.book() + "/log.replaced/data.mdb"))
        let file = URL(filePath: scratch.book("backup") + "/log/data.mdb")
        var bytes = try Data(contentsOf: file)
        // A byte of a record's fifth word, which only the chain knows.
        let record = try #require(bytes.firstRange(of: Data(NaiveChain.littleEndian(~UInt64(77)))))
        bytes[record.lowerBound] ^= 4
        try bytes.write(to: file)
        let fresh = scratch.book("fresh")
        #expect(code { _ = try Log.restore(from: scratch.book("backup"), to: fresh) } == .mismatch)
        #expect(!FileManager.default.fileExists(atPath: fresh))
        #expect(code { _ = try Log.restore(from: scratch.book("none"), to: fresh) } == .missing)
        #expect(!FileManager.default.fileExists(atPath: fresh))
    }

    @Test(
        "A restore that ended between its two renamings is begun anew, with the log that was there"
    )
    func halfRestored() throws {
        let scratch = try Scratch()
        var heads: [LogHead] = []
        do {
            let log = try scratch.log()
            heads.append(try log.fill(5))
            try log.backup(to: scratch.book("backup"))
            heads.append(try log.fill(5))
        }
        let (files, book) = (FileManager.default, scratch.book())
        try files.createDirectory(atPath: book + "/restoring", withIntermediateDirectories: false)
        try files.copyItem(atPath: scratch.book("backup") + "/log", toPath: book + "/restoring/log")
        try files.moveItem(atPath: book + "/log", toPath: book + "/log.replaced")
        // Neither opened as if it were nothing, nor made anew.
        #expect(code { _ = try Log(opening: book) } == .missing)
        #expect(
            code { try Log.create(at: book, identity: Scratch.identity, created: 0) } == .missing
        )
        #expect(try Log.restore(from: scratch.book("backup"), to: book) == heads[0])
        #expect(try Log(opening: book).head() == heads[0])
        try files.createDirectory(atPath: scratch.book("old"), withIntermediateDirectories: false)
        try files.moveItem(atPath: book + "/log.replaced", toPath: scratch.book("old") + "/log")
        #expect(try Log(opening: scratch.book("old")).head() == heads[1])
    }

    @Test("A backup of another book is not restored over a log, unless that can't be read")
    func restoreOther() throws {
        let scratch = try Scratch()
        do {
            try scratch.log().fill(5)
            let other = [UInt8](repeating: 9, count: Limits.identityBytes)
            try Log.create(at: scratch.book("other"), identity: other, created: 0)
            try Log(opening: scratch.book("other")).backup(to: scratch.book("backup"))
        }
        let (backup, book) = (scratch.book("backup"), scratch.book())
        #expect(code { _ = try Log.restore(from: backup, to: book) } == .mismatch)
        #expect(try Log(opening: book).head().sequence == 5)
        let file = URL(filePath: book + "/log/data.mdb")
        try Data(try Data(contentsOf: file).prefix(9_000)).write(to: file)
        #expect(try Log.restore(from: backup, to: book).commit == 0)
    }

    @Test("A book that is open, here or in another process, is not restored over")
    func restoreInUse() async throws {
        let scratch = try Scratch()
        var log: Log? = try scratch.log()
        try log?.backup(to: scratch.book("backup"))
        let (backup, book) = (scratch.book("backup"), scratch.book())
        #expect(code { _ = try Log.restore(from: backup, to: book) } == .alreadyOpen)
        await #expect(processExitsWith: .success) {
            [backup = backup as String, book = book as String] in
            #expect(code { _ = try Log.restore(from: backup, to: book) } == .alreadyOpen)
        }
        #expect(try log?.head().commit == 0)
        log = nil
        _ = try Log.restore(from: backup, to: book)
    }

    @Test("The reader in Python agrees with the head and counts every fact")
    func python() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let script = root.resolvingSymlinksInPath().path + "/scripts/read-log.py"
        let candidates = [script, repositoryScript]
        guard let path = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }),
            try Program.run("/usr/bin/env", ["python3", "-c", "import lmdb"]).status == 0
        else {
            try Test.cancel("python3 with the package lmdb is not installed")
        }
        let scratch = try Scratch()
        var head: LogHead
        do {
            let log = try scratch.log()
            var random = Seeded(61)
            try log.appendRandomly(commits: 60, &random)
            try log.fill(70_000)
            head = try log.head()
        }
        let (status, output) = try Program.run("/usr/bin/env", ["python3", path, scratch.book()])
        #expect(status == 0)
        #expect(output.contains("\"digest\": \"\(head.digest.hexadecimal)\""))
        #expect(output.contains("\"facts\": \(head.sequence)"))
        #expect(output.contains("\"problem\": null"))
    }

    /// The test's own path may lead through a link.
    private var repositoryScript: String {
        let file =
            (try? FileManager.default.destinationOfSymbolicLink(
                atPath: URL(filePath: #filePath).deletingLastPathComponent().path
            )) ?? ""
        return URL(filePath: file).deletingLastPathComponent().deletingLastPathComponent().path
            + "/scripts/read-log.py"
    }
}
