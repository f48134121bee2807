import CLMDB
import FoundationEssentials
import Glibc
import Testing

@testable import DaybookStorage

@Suite("Opening a log")
struct OpeningTests {
    @Test("A second open of the same directory in a process is refused, until the first is closed")
    func twice() throws {
        let scratch = try Scratch()
        var log: Log? = try scratch.log()
        #expect(code { _ = try Log(opening: scratch.book()) } == .alreadyOpen)
        #expect(code { _ = try Log(opening: scratch.path + "/./book") } == .alreadyOpen)
        #expect(try log?.head().commit == 0)
        log = nil
        _ = try Log(opening: scratch.book())
    }

    @Test("A log is not made where one is, and none is opened where there is none")
    func existence() throws {
        let scratch = try Scratch()
        _ = try scratch.log()
        #expect(
            code { try Log.create(at: scratch.book(), identity: Scratch.identity, created: 0) }
                == .alreadyExists
        )
        #expect(code { _ = try Log(opening: scratch.book("none")) } == .missing)
        #expect(code { _ = try Log(opening: scratch.path) } == .missing)
        #expect(
            code { try Log.create(at: scratch.book("b"), identity: [1], created: 0) } == .invalid
        )
    }

    @Test("What a crash left of a creation is replaced by the next")
    func interruptedCreation() throws {
        let scratch = try Scratch()
        let path = scratch.book() + "/log.creating"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try Data([1, 2, 3]).write(to: URL(filePath: path + "/data.mdb"))
        #expect(try scratch.log().head().commit == 0)
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("Book, log and files are for their owner only")
    func modes() throws {
        let scratch = try Scratch()
        _ = try scratch.log()
        for (name, mode) in [("", 0o700), ("/log", 0o700), ("/log/data.mdb", 0o600)] {
            let status = try #require(try FileSystem.status(scratch.book() + name))
            #expect(status.mode & 0o777 == UInt32(mode), "\(name)")
        }
    }

    @Test(
        "What others may write is refused",
        arguments: ["", "/log", "/log/data.mdb", "/log/lock.mdb"],
        [0o020, 0o002] as [mode_t]
    )
    func writableByOthers(name: String, bit: mode_t) throws {
        let scratch = try Scratch()
        do { _ = try scratch.log() }
        let path = scratch.book() + name
        let status = try #require(try FileSystem.status(path))
        try setMode(path, status.mode | bit)
        #expect(code { _ = try Log(opening: scratch.book()) } == .unsafePermissions)
        try setMode(path, status.mode)
        _ = try Log(opening: scratch.book())
    }

    private func setMode(_ path: String, _ mode: UInt32) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: UInt(mode & 0o777)],
            ofItemAtPath: path
        )
    }

    @Test("A link in place of the data file is refused")
    func link() throws {
        let scratch = try Scratch()
        do { _ = try scratch.log() }
        let path = scratch.book() + "/log/data.mdb"
        try FileManager.default.moveItem(atPath: path, toPath: scratch.path + "/real.mdb")
        try FileManager.default.createSymbolicLink(
            atPath: path,
            withDestinationPath: scratch.path + "/real.mdb"
        )
        #expect(code { _ = try Log(opening: scratch.book()) } == .unsafePermissions)
    }

    @Test("What belongs to another user is refused, but the system's own user may read it")
    func foreignOwner() throws {
        guard geteuid() == 0 else {
            try Test.cancel("only the system's own user may give files away")
        }
        for name in ["/log", "/log/data.mdb", "/log/lock.mdb"] {
            let scratch = try Scratch()
            do { _ = try scratch.log() }
            #expect(unsafe chown(scratch.book() + name, 65_534, 65_534) == 0)
            #expect(code { _ = try Log(opening: scratch.book()) } == .unsafePermissions, "\(name)")
            let options = LogOptions(readOnly: true)
            #expect(try Log(opening: scratch.book(), options: options).head().commit == 0)
        }
    }

    @Test(
        "File systems of a network are known by their kind, and local ones too",
        arguments: [
            (0x6969, true), (0x517B, true), (0xFF53_4D42, true), (0xFE53_4D42, true),
            (0x0102_1997, true), (0x00C3_6400, true), (0x6573_5546, true), (0x0BD0_0BD0, true),
            (0xEF53, false), (0x5846_5342, false), (0x9123_683E, false), (0x0102_1994, false),
            (0x2FC1_2FC1, false), (0x794C_7630, false), (0xF2F5_2010, false),
        ] as [(UInt32, Bool)]
    )
    func networkTypes(type: UInt32, isNetwork: Bool) {
        #expect(FileSystem.isNetwork(type) == isNetwork)
    }

    @Test("A format before the first is damage, named with its table")
    func olderThanFirst() throws {
        let scratch = try Scratch()
        do {
            let log = try scratch.log()
            try log.append(at: 0) { appender in
                try appender.attempt { transaction throws(StorageError) in
                    _ = try transaction.put(.meta, key: Array("format".utf8), value: [0, 0, 0, 0])
                }
            }
        }
        #expect {
            _ = try Log(opening: scratch.book())
        } throws: { error in
            (error as? StorageError)?.code == .damaged && (error as? StorageError)?.table == "meta"
        }
    }

    @Test("A truncated file is refused before it is mapped, at every page")
    func truncated() throws {
        let scratch = try Scratch()
        do {
            let log = try scratch.log()
            var random = Seeded(5)
            try log.appendRandomly(commits: 30, &random)
        }
        let path = scratch.book() + "/log/data.mdb"
        let whole = try Data(contentsOf: URL(filePath: path))
        for size in stride(from: 0, to: whole.count, by: 2048) {
            try Data(whole.prefix(size)).write(to: URL(filePath: path))
            let found = code { _ = try Log(opening: scratch.book()) }
            #expect(found?.kind == .damaged, "\(size) of \(whole.count)")
        }
        try whole.write(to: URL(filePath: path))
        _ = try Log(opening: scratch.book())
    }

    @Test("A log of a newer format is refused and left untouched")
    func newer() throws {
        let scratch = try Scratch()
        do {
            let log = try scratch.log()
            try log.append(at: 0) { appender in
                try appender.attempt { transaction throws(StorageError) in
                    _ = try transaction.put(.meta, key: Array("format".utf8), value: [2, 0, 0, 0])
                }
            }
        }
        let file = URL(filePath: scratch.book() + "/log/data.mdb")
        let before = try Data(contentsOf: file)
        #expect(code { _ = try Log(opening: scratch.book()) } == .newerFormat)
        #expect(try Data(contentsOf: file) == before)
        // The refusal leaves nothing open behind it.
        #expect(code { _ = try Log(opening: scratch.book()) } == .newerFormat)
    }

    @Test("A newer format is told as one also where it has other tables")
    func newerTables() throws {
        let scratch = try Scratch()
        do { _ = try scratch.log() }
        let path = scratch.book() + "/log"
        var made: OpaquePointer?
        #expect(unsafe mdb_env_create(&made) == MDB_SUCCESS)
        let environment = unsafe try #require(made)
        #expect(unsafe mdb_env_set_maxdbs(environment, 16) == MDB_SUCCESS)
        // Without a size LMDB would reserve what the log asked for, which many tests at once can't.
        #expect(unsafe mdb_env_set_mapsize(environment, 1 << 20) == MDB_SUCCESS)
        try #require(unsafe mdb_env_open(environment, path, 0, 0o600) == MDB_SUCCESS)
        var begun: OpaquePointer?
        #expect(unsafe mdb_txn_begin(environment, nil, 0, &begun) == MDB_SUCCESS)
        let transaction = unsafe try #require(begun)
        for name in ["subjects", "parties"] {
            var table: MDB_dbi = 0
            let flags = name == "subjects" ? UInt32(MDB_INTEGERKEY) : 0
            #expect(unsafe mdb_dbi_open(transaction, name, flags, &table) == MDB_SUCCESS)
            #expect(unsafe mdb_drop(transaction, table, 1) == MDB_SUCCESS)
        }
        var table: MDB_dbi = 0
        #expect(unsafe mdb_dbi_open(transaction, "meta", 0, &table) == MDB_SUCCESS)
        var key = Array("format".utf8)
        var value: [UInt8] = [2, 0, 0, 0]
        unsafe key.withUnsafeMutableBytes { key in
            unsafe value.withUnsafeMutableBytes { value in
                var name = unsafe MDB_val(mv_size: key.count, mv_data: key.baseAddress)
                var data = unsafe MDB_val(mv_size: value.count, mv_data: value.baseAddress)
                #expect(unsafe mdb_put(transaction, table, &name, &data, 0) == MDB_SUCCESS)
            }
        }
        #expect(unsafe mdb_txn_commit(transaction) == MDB_SUCCESS)
        unsafe mdb_env_close(environment)
        let file = URL(filePath: path + "/data.mdb")
        let before = try Data(contentsOf: file)
        #expect(code { _ = try Log(opening: scratch.book()) } == .newerFormat)
        #expect(try Data(contentsOf: file) == before)
    }

    @Test("A log opened for reading refuses every append")
    func readOnly() throws {
        let scratch = try Scratch()
        do { try scratch.log().fill(3) }
        let log = try Log(opening: scratch.book(), options: LogOptions(readOnly: true))
        #expect(try log.all().count == 3)
        #expect(code { try log.fill(1) } == .readOnly)
    }

    @Test(
        "A file that is no database, or another one, is refused",
        arguments: [0, 1, 100, 8192, 20000]
    )
    func garbage(size: Int) throws {
        let scratch = try Scratch()
        do { _ = try scratch.log() }
        var random = Seeded(UInt64(size))
        let path = scratch.book() + "/log/data.mdb"
        try Data(random.bytes(size)).write(to: URL(filePath: path))
        #expect(code { _ = try Log(opening: scratch.book()) }?.kind == .damaged)
    }

    @Test("Where address space is short a smaller map serves, and the log still opens")
    func smallMap() async {
        await #expect(processExitsWith: .success) {
            let scratch = try Scratch()
            var limit = rlimit(rlim_cur: 8 << 30, rlim_max: 8 << 30)
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0)
            let log = try scratch.log()
            try log.fill(100)
            #expect(try log.all().count == 100)
            #expect(try log.usage().mapBytes < 8 << 30)
        }
    }

    @Test("A small map grows with the log, also under another handle's feet")
    func growingMap() async throws {
        let scratch = try Scratch()
        let log = try scratch.log(options: LogOptions(mapBytes: 1 << 20))
        for _ in 0..<40 { try log.fill(4000) }
        #expect(try log.usage().mapBytes > 8 << 20)
        // Another process grows the file beyond this process's map.
        let book = scratch.book()
        let before = try log.usage().mapBytes
        await #expect(processExitsWith: .success) { [book = book as String] in
            let log = try Log(opening: book, options: LogOptions(mapBytes: 1 << 30))
            for _ in 0..<10 { try log.fill(100_000) }
        }
        #expect(try log.head().sequence == 1_160_000)
        #expect(try log.usage().mapBytes > before)
        try log.fill(10)
    }

    @Test(
        "Nothing is appended to a file that was replaced or removed under the log's feet",
        arguments: ["data.mdb", "lock.mdb"],
        [true, false]
    )
    func replaced(name: String, byAnother: Bool) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let head = try log.fill(3)
        let (files, path) = (FileManager.default, scratch.book() + "/log/" + name)
        try files.moveItem(atPath: path, toPath: scratch.path + "/aside")
        if byAnother { try files.copyItem(atPath: scratch.path + "/aside", toPath: path) }
        #expect(code { try log.fill(1) } == .replaced)
        #expect(try log.head() == head)
        if byAnother { try files.removeItem(atPath: path) }
        try files.moveItem(atPath: scratch.path + "/aside", toPath: path)
        #expect(try log.fill(1).sequence == 4)
    }

    @Test("Nothing is lost where the lock file is removed while two processes write")
    func removedLock() async throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(3)
        try FileManager.default.removeItem(atPath: scratch.book() + "/log/lock.mdb")
        let book = scratch.book()
        await #expect(processExitsWith: .success) { [book = book as String] in
            try Log(opening: book).fill(5)
        }
        #expect(code { try log.fill(7) } == .replaced)
        await #expect(processExitsWith: .success) { [book = book as String] in
            let log = try Log(opening: book)
            #expect(try log.head().sequence == 8)
            guard case .sound = try LogVerifier(log).verify() else {
                Issue.record("the log does not verify")
                return
            }
        }
    }

    @Test("A log that was named from the working directory is found when that changes")
    func workingDirectory() async {
        await #expect(processExitsWith: .success) {
            let scratch = try Scratch()
            _ = try scratch.log()
            #expect(unsafe chdir(scratch.path) == 0)
            let log = try Log(opening: "book")
            #expect(unsafe chdir("/") == 0)
            #expect(try log.fill(2).sequence == 2)
        }
    }

    @Test("A handle that lived through a fork refuses every use")
    func forked() async {
        await #expect(processExitsWith: .success) {
            let scratch = try Scratch()
            let log = try scratch.log()
            let status = try afterFork {
                code { try log.fill(1) } == .forked && code { _ = try log.head() } == .forked
            }
            #expect(status)
            try log.fill(1)
        }
    }

    @Test("The data descriptor is closed when another program is started")
    func closeOnExec() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let directory = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        var checked = 0
        for name in directory {
            guard let number = Int32(name),
                let target = try? FileManager.default.destinationOfSymbolicLink(
                    atPath: "/proc/self/fd/" + name
                ), target.hasSuffix(scratch.path + "/book/log/data.mdb")
            else { continue }
            #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
            checked += 1
        }
        #expect(checked >= 1)
        #expect(try log.head().commit == 0)
    }
}
