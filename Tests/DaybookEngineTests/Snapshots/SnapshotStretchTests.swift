import DaybookEngine
import Testing

@Suite("The stretches of a log of which a snapshot is kept")
struct SnapshotStretchTests {
    @Test(
        "are of half a million facts, and twice as long each time there would be more than 1,024",
        arguments: [
            (0, 524_288), (524_287, 524_288), (100_000_000, 524_288),
            (536_870_911, 524_288), (536_870_912, 1_048_576),
            (1_073_741_823, 1_048_576), (1_073_741_824, 2_097_152),
        ] as [(UInt64, UInt64)]
    )
    func stride(last: UInt64, length: UInt64) {
        #expect(Snapshots.stride(at: last) == length)
        #expect(last / Snapshots.stride(at: last) < 1_024)
    }
}
