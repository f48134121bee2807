import FoundationEssentials
import Testing

@testable import DaybookStorage

@Suite("A snapshot")
struct SnapshotTests {
    private func reading(_ path: String, _ log: Log, _ name: String = "free", _ version: UInt32 = 3)
        throws -> SnapshotFile.Reading
    {
        try SnapshotFile.read(path, for: log, name: name, version: version)
    }

    private func isIgnored(_ reading: SnapshotFile.Reading) -> Bool {
        if case .ignored = reading { true } else { false }
    }

    @Test(
        "What was written is read back, also after the log has grown",
        arguments: [0, 1, 100_000]
    )
    func roundTrip(size: Int) throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let head = try log.fill(10)
        var random = Seeded(UInt64(size))
        let payload = random.bytes(size)
        let binding = SnapshotBinding(log: log, name: "free", version: 3, head: head)
        let path = scratch.path + "/free.snapshot"
        try SnapshotFile.write([1], binding, to: path)
        try SnapshotFile.write(payload, binding, to: path)
        try log.fill(10)
        #expect(try reading(path, log) == .payload(payload, binding))
    }

    @Test("One of an empty log is bound to the log's beginning")
    func empty() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let binding = SnapshotBinding(log: log, name: "free", version: 3, head: try log.head())
        let path = scratch.path + "/free.snapshot"
        try SnapshotFile.write([7], binding, to: path)
        #expect(try reading(path, log) == .payload([7], binding))
    }

    @Test("Of another projection, version, log or history it is ignored with a reason")
    func foreign() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let head = try log.fill(10)
        let path = scratch.path + "/free.snapshot"
        let binding = SnapshotBinding(log: log, name: "free", version: 3, head: head)
        try SnapshotFile.write([7], binding, to: path)
        #expect(try isIgnored(reading(path, log, "other")))
        #expect(try isIgnored(reading(path, log, "free", 4)))
        #expect(try isIgnored(reading(scratch.path + "/none", log)))
        try Log.create(at: scratch.book("b"), identity: Scratch.identity, created: 0)
        let other = try Log(opening: scratch.book("b"))
        #expect(try isIgnored(reading(path, other)))
        try other.fill(10)
        #expect(try isIgnored(reading(path, other)))
    }

    @Test("Any changed or missing byte makes it ignored")
    func damaged() throws {
        let scratch = try Scratch()
        let log = try scratch.log()
        let binding = SnapshotBinding(log: log, name: "free", version: 3, head: try log.fill(10))
        let path = scratch.path + "/free.snapshot"
        try SnapshotFile.write([1, 2, 3, 4], binding, to: path)
        let whole = try Data(contentsOf: URL(filePath: path))
        for offset in 0..<whole.count {
            var bytes = whole
            bytes[offset] ^= 1
            try bytes.write(to: URL(filePath: path))
            #expect(try isIgnored(reading(path, log)), "byte \(offset)")
            try whole.prefix(offset).write(to: URL(filePath: path))
            #expect(try isIgnored(reading(path, log)), "\(offset) bytes")
        }
    }
}
