import FoundationEssentials
import Testing

@testable import DaybookStorage

@Suite("A full volume")
struct FullVolumeTests {
    private static let options = LogOptions(diskFloorBytes: 0)

    @Test("In the middle of a commit it leaves that commit in doubt, and the log whole")
    func whileCommitting() throws {
        let volume = try Volume(megabytes: 24)
        let book = volume.path + "/book"
        try Log.create(at: book, identity: Scratch.identity, created: 0)
        var acknowledged: LogHead
        do {
            let log = try Log(opening: book, options: FullVolumeTests.options)
            acknowledged = try log.fill(100)
            try volume.fill(leaving: 256)
            var failed: StorageError?
            while failed == nil {
                do { acknowledged = try log.fill(1_000) } catch { failed = error as? StorageError }
            }
            #expect(failed?.code == .outcomeUnknown)
            #expect(failed?.message.contains("no space is left") == true)
            #expect(code { try log.fill(1) } == .poisoned)
            #expect(try log.head() == acknowledged)
        }
        // Opened while it is still full, and then with room again.
        #expect(try Log(opening: book, options: FullVolumeTests.options).head() == acknowledged)
        try volume.empty()
        let log = try Log(opening: book, options: FullVolumeTests.options)
        #expect(try log.head() == acknowledged)
        let head = try log.fill(2_000)
        guard case .sound(let report) = try LogVerifier(log).verify() else {
            Issue.record("the log does not verify")
            return
        }
        #expect(report.head == head)
        #expect(try PageWalker.walk(book: book) == nil)
    }

    @Test("Space is kept there for what care must not stop at, whoever fills the volume")
    func reserve() throws {
        let volume = try Volume(megabytes: 96)
        let book = volume.path + "/book"
        try Log.create(at: book, identity: Scratch.identity, created: 0)
        do { try Log(opening: book).fill(10) }
        let reserve = book + SpaceReserve.name
        #expect(try FileSystem.status(reserve)?.bytes == UInt64(Limits.diskReserveBytes))
        // Others leave nothing, not even room for the lock file.
        try FileManager.default.removeItem(atPath: book + "/log/lock.mdb")
        try volume.fill()
        for _ in 0..<2 {
            let log = try Log(opening: book)
            #expect(code { try log.fill(1) } == .diskFull)
            for _ in 0..<1_000 {
                try log.append(at: 1, mayUseReserve: true) { _ = try $0.append(TestFact()) }
            }
            #expect(code { try log.fill(1) } == .diskFull)
        }
        #expect(try FileSystem.status(reserve) == nil)
        try volume.empty()
        let log = try Log(opening: book)
        #expect(try log.fill(1).sequence == 2_011)
        #expect(try FileSystem.status(reserve)?.bytes == UInt64(Limits.diskReserveBytes))
        guard case .sound = try LogVerifier(log).verify() else {
            Issue.record("the log does not verify")
            return
        }
    }

    @Test("The last room is for facts: a merged run of the subject index is left out")
    func mergedRuns() throws {
        let volume = try Volume(megabytes: 128)
        let book = volume.path + "/book"
        try Log.create(at: book, identity: Scratch.identity, created: 0)
        let log = try Log(opening: book, options: .pairs())
        try log.fill(2 << 16 - 2)
        try volume.fill(leaving: 8 << 10)
        try log.append(at: 1, mayUseReserve: true) { _ = try $0.append(TestFact()) }
        #expect(try log.index().keys.sorted() == [0, 1])
        #expect(try log.damage() == nil)
        try volume.empty()
        #expect(try log.rebuildSubjects() == 1)
        #expect(try log.index().keys.sorted() == [0, 1, 1 << 56])
    }

    @Test("What is kept is made again by a log that stays open, once there is room")
    func refill() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let reserve = scratch.book() + SpaceReserve.name
        try log.environment.reserve.release()
        for _ in 1..<Limits.appendsPerSweep { log.environment.tidyUpSometimes() }
        #expect(try FileSystem.status(reserve) == nil)
        log.environment.tidyUpSometimes()
        #expect(try FileSystem.status(reserve) != nil)
    }

    @Test("A log is opened or made there with an error where it needs room, and no signal")
    func whileOpening() throws {
        let volume = try Volume(megabytes: 24)
        let book = volume.path + "/book"
        try Log.create(at: book, identity: Scratch.identity, created: 0)
        try volume.fill()
        #expect(code { _ = try Log(opening: book) } == .diskFull)
        let other = volume.path + "/other"
        #expect(
            code { try Log.create(at: other, identity: Scratch.identity, created: 0) } == .diskFull
        )
        try volume.empty()
        #expect(try Log(opening: book).head().commit == 0)
        try Log.create(at: other, identity: Scratch.identity, created: 0)
    }

    @Test("A backup that finds no room leaves nothing under its name")
    func whileBackingUp() throws {
        let volume = try Volume(megabytes: 24)
        let scratch = try Scratch()
        let log = try scratch.log()
        try log.fill(20_000)
        try volume.fill(leaving: 100)
        #expect(code { try log.backup(to: volume.path + "/copy") }?.kind == .unavailable)
        #expect(!FileManager.default.fileExists(atPath: volume.path + "/copy"))
        try volume.empty()
        try log.backup(to: volume.path + "/copy")
        #expect(try Log(opening: volume.path + "/copy").head() == log.head())
    }
}
