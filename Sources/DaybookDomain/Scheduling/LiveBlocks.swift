/// The blocks in force, so that a refusal can name the one in the way. Whether a minute is blocked
/// is told by the calendar's own counter.
struct LiveBlocks: Sendable {
    struct Block: Sendable, Hashable {
        var subject: UInt64
        var resource: UInt16
        var start: Minute
        var length: UInt16

        var minutes: Range<Minute> { start..<start.advanced(by: Int(length)) }
    }

    private(set) var blocks: [Block] = []
    /// How many are kept before those that are over are looked for.
    private static let kept = 64
    /// Those that ended so long ago, in minutes, are in nobody's way.
    private static let minutesAfterEnd = 1_440

    init() {}

    mutating func add(_ fact: Fact) {
        if blocks.count >= LiveBlocks.kept {
            let past = fact.recordedAt.minute.advanced(by: -LiveBlocks.minutesAfterEnd)
            blocks.removeAll { $0.minutes.upperBound < past }
        }
        blocks.append(
            Block(
                subject: fact.subject,
                resource: fact.resource,
                start: fact.start,
                length: fact.length
            )
        )
    }

    mutating func remove(subject: UInt64) {
        blocks.removeAll { $0.subject == subject }
    }

    /// The newest block of a resource that overlaps a range; 0 none. O(blocks).
    func subject(on resource: UInt16, during range: Range<Minute>) -> UInt64 {
        blocks.last { $0.resource == resource && $0.minutes.overlaps(range) }?.subject ?? 0
    }

    func encode(into writer: inout SnapshotWriter) {
        writer.append(UInt64(blocks.count))
        for block in blocks {
            writer.append(block.subject)
            writer.append(
                UInt64(UInt32(bitPattern: block.start.value)) | UInt64(block.length) << 32
                    | UInt64(block.resource) << 48
            )
        }
    }

    init(decoding reader: inout SnapshotReader) throws(MalformedSnapshot) {
        for _ in 0..<(try reader.count(of: 16)) {
            let subject = try reader.word(through: 1 << 48 - 1)
            let word = try reader.word()
            blocks.append(
                Block(
                    subject: subject,
                    resource: UInt16(truncatingIfNeeded: word >> 48),
                    start: Minute(Int32(truncatingIfNeeded: word)),
                    length: UInt16(truncatingIfNeeded: word >> 32)
                )
            )
        }
    }
}
