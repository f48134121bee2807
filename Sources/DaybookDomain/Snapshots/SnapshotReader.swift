/// Reads what ``SnapshotWriter`` wrote, total on any bytes: a read past the end or over a bound
/// throws.
package struct SnapshotReader: ~Copyable {
    private let bytes: [UInt8]
    private var index = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var isAtEnd: Bool { index == bytes.count }

    /// The error that says what was expected here.
    package func malformed(_ expected: String) -> MalformedSnapshot {
        MalformedSnapshot(offset: index, expected: expected)
    }

    /// Throws unless everything has been read.
    package func finish() throws(MalformedSnapshot) {
        guard isAtEnd else { throw malformed("the end") }
    }

    @inline(__always)
    package mutating func word() throws(MalformedSnapshot) -> UInt64 {
        guard bytes.count - index >= 8 else { throw malformed("a word of eight bytes") }
        let value = SnapshotReader.word(in: bytes.span.extracting(index..<(index &+ 8)))
        index &+= 8
        return value
    }

    @inline(__always)
    private static func word(in part: Span<UInt8>) -> UInt64 {
        let low =
            UInt64(part[0]) | UInt64(part[1]) << 8 | UInt64(part[2]) << 16 | UInt64(part[3]) << 24
        let high =
            UInt64(part[4]) | UInt64(part[5]) << 8 | UInt64(part[6]) << 16 | UInt64(part[7]) << 24
        return low | high << 32
    }

    /// A word that must be one layout's version.
    package mutating func layout(_ version: UInt64) throws(MalformedSnapshot) {
        guard try word() == version else { throw malformed("layout version \(version) before") }
    }

    /// A word of at most `limit`.
    package mutating func word(through limit: UInt64) throws(MalformedSnapshot) -> UInt64 {
        let value = try word()
        guard value <= limit else { throw malformed("at most \(limit) before") }
        return value
    }

    /// A count of elements that take at least `byteCount` bytes each: no more than can still
    /// follow.
    package mutating func count(
        of byteCount: Int,
        through limit: UInt64 = .max
    ) throws(MalformedSnapshot) -> Int {
        let value = try word(through: limit)
        guard value <= UInt64((bytes.count - index) / max(1, byteCount)) else {
            throw malformed("the elements that were counted")
        }
        return Int(value)
    }

    /// Milliseconds since the epoch, within ``SnapshotLimits/milliseconds``.
    package mutating func milliseconds() throws(MalformedSnapshot) -> Int64 {
        let value = Int64(bitPattern: try word())
        let limit = SnapshotLimits.milliseconds
        guard value >= -limit, value <= limit else { throw malformed("an instant before") }
        return value
    }

    /// Bytes after their length.
    package mutating func raw() throws(MalformedSnapshot) -> [UInt8] {
        let length = try count(of: 1)
        let slice = bytes[index..<(index + length)]
        index += length
        return Array(slice)
    }

    /// Integers after their count and width.
    package mutating func integers() throws(MalformedSnapshot) -> [UInt32] {
        let header = try word()
        let width = Int(header & 0xFF)
        guard (1...4).contains(width) else { throw malformed("a width of 1 to 4 bytes before") }
        guard header >> 8 <= UInt64((bytes.count - index) / width) else {
            throw malformed("the integers that were counted")
        }
        let count = Int(header >> 8)
        let end = index + count * width
        let values = SnapshotReader.integers(in: bytes.span.extracting(index..<end), width)
        index = end
        return values
    }

    /// A loop a width: of an old clinic most of a snapshot is integers.
    private static func integers(in part: Span<UInt8>, _ width: Int) -> [UInt32] {
        [UInt32](capacity: part.count / width) { values in
            switch width {
            case 1:
                for place in part.indices { values.append(UInt32(part[place])) }
            case 2:
                for place in stride(from: 0, to: part.count, by: 2) {
                    values.append(UInt32(part[place]) | UInt32(part[place &+ 1]) << 8)
                }
            case 3:
                for place in stride(from: 0, to: part.count, by: 3) {
                    let low = UInt32(part[place]) | UInt32(part[place &+ 1]) << 8
                    values.append(low | UInt32(part[place &+ 2]) << 16)
                }
            default:
                for place in stride(from: 0, to: part.count, by: 4) {
                    let low = UInt32(part[place]) | UInt32(part[place &+ 1]) << 8
                    let high = UInt32(part[place &+ 2]) | UInt32(part[place &+ 3]) << 8
                    values.append(low | high << 16)
                }
            }
        }
    }

    /// Flags after their count.
    package mutating func flags(through limit: UInt64) throws(MalformedSnapshot) -> [Bool] {
        let count = Int(try word(through: min(limit, SnapshotLimits.numbers)))
        var flags: [Bool] = []
        flags.reserveCapacity(count)
        for start in stride(from: 0, to: count, by: 64) {
            let word = try word()
            for index in start..<min(start + 64, count) {
                flags.append(word >> UInt64(index - start) & 1 == 1)
            }
        }
        return flags
    }
}
