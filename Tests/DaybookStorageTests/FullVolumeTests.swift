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
