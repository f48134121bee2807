/// Writes a fact's plain body: unsigned LEB128 integers, zigzag for signed ones, length-prefixed
/// UTF-8.
///
/// Bodies hold no personal data. The first byte of each is the version of its own layout.
package struct BodyWriter: ~Copyable {
    /// The bytes so far.
    package private(set) var bytes: [UInt8] = []

    package init(version: UInt8) {
        bytes.append(version)
    }

    package mutating func append(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    package mutating func append(_ value: some UnsignedInteger & FixedWidthInteger) {
        append(UInt64(value))
    }

    package mutating func append(signed value: Int64) {
        append(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    package mutating func append(_ flag: Bool) {
        append(UInt64(flag ? 1 : 0))
    }

    package mutating func append(_ text: String) {
        append(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func append(_ raw: [UInt8]) {
        append(UInt64(raw.count))
        bytes.append(contentsOf: raw)
    }
}
