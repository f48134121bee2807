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
        return integer(byteCount: 8)
    }

    /// Steps over so many bytes that are known to be there, as an integer.
    @inline(__always)
    private mutating func integer(byteCount: Int) -> UInt64 {
        var value: UInt64 = 0
        for offset in 0..<byteCount {
            value |= UInt64(bytes[index &+ offset]) &<< UInt64(8 &* offset)
        }
        index &+= byteCount
        return value
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
        var values: [UInt32] = []
        values.reserveCapacity(count)
        for _ in 0..<count {
            values.append(UInt32(truncatingIfNeeded: integer(byteCount: width)))
        }
        return values
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
