import DaybookDomain
import Testing

@Suite("Integers in a snapshot")
struct SnapshotIntegersTests {
    @Test(
        "come back as they were, in as many bytes as the largest takes",
        arguments: [0, 0xFF, 0x100, 0xFFFF, 0x1_0000, 0xFF_FFFF, 0x100_0000, .max] as [UInt32]
    )
    func widths(largest: UInt32) throws {
        let values = [0, largest, 1 & largest, largest / 2, largest / 3 * 2]
        var writer = SnapshotWriter()
        writer.append(values)
        writer.append(UInt64.max / 3)
        writer.append([] as [UInt32])
        let bytes = writer.bytes
        let width = max(1, (39 - largest.leadingZeroBitCount) / 8)
        #expect(bytes.count == 8 + values.count * width + 8 + 8)

        var reader = SnapshotReader(bytes)
        #expect(try reader.integers() == values)
        #expect(try reader.word() == .max / 3)
        #expect(try reader.integers() == [])
        try reader.finish()
    }

    @Test("are refused wherever they are cut off")
    func cut() throws {
        var writer = SnapshotWriter()
        writer.append([1, 2, 70_000] as [UInt32])
        let bytes = writer.bytes
        for length in bytes.indices {
            var reader = SnapshotReader(Array(bytes[..<length]))
            #expect(throws: MalformedSnapshot.self, "\(length) bytes") { try reader.integers() }
        }
    }
}
