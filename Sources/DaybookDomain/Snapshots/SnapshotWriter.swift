/// Writes a projection's snapshot: little-endian words of 64 bits, and strings of bytes after their
/// length.
package struct SnapshotWriter: ~Copyable {
    /// The bytes so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Appends a word.
    @inline(__always)
    package mutating func append(_ word: UInt64) {
        append(word, byteCount: 8)
    }

    /// Appends the lowest bytes of a word, the least significant first.
    @inline(__always)
    private mutating func append(_ word: UInt64, byteCount: Int) {
        var rest = word
        for _ in 0..<byteCount {
            bytes.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    /// Appends a signed integer as a word.
    package mutating func append(signed value: Int64) {
        append(UInt64(bitPattern: value))
    }

    /// Appends bytes after their length.
    package mutating func append(_ raw: [UInt8]) {
        append(UInt64(raw.count))
        bytes.append(contentsOf: raw)
    }

    /// Appends integers after their count and their width, which is as many bytes as the largest
    /// needs.
    package mutating func append(_ values: [UInt32]) {
        let width = max(1, (39 - (values.max() ?? 0).leadingZeroBitCount) / 8)
        append(UInt64(values.count) << 8 | UInt64(width))
        for value in values { append(UInt64(value), byteCount: width) }
    }

    /// Appends flags after their count, 64 to a word, the first lowest.
    package mutating func append(_ flags: [Bool]) {
        append(UInt64(flags.count))
        for start in stride(from: 0, to: flags.count, by: 64) {
            var word: UInt64 = 0
            for index in start..<min(start + 64, flags.count) where flags[index] {
                word |= 1 << UInt64(index - start)
            }
            append(word)
        }
    }
}
