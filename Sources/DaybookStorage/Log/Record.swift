/// Checks on a caller's record type: the storage moves it as 64 bytes that it knows two fields of.
enum Record {
    /// Where the subject's 48 bits begin.
    static let subjectOffset = 26

    /// A record type that is not 64 plain bytes is a programmer's mistake.
    @inline(__always)
    static func check<R: BitwiseCopyable>(_ type: R.Type) {
        precondition(
            MemoryLayout<R>.size == Limits.recordBytes
                && MemoryLayout<R>.stride == Limits.recordBytes
                && MemoryLayout<R>.alignment <= 8,
            "a record has 64 bytes and an alignment of at most 8"
        )
    }

    /// The sequence of the record at `offset`.
    @unsafe @inline(__always)
    static func sequence(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        unsafe UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The subject of the record at `offset`.
    @unsafe @inline(__always)
    static func subject(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt64 {
        let start = offset + subjectOffset
        let low = unsafe bytes.loadUnaligned(fromByteOffset: start, as: UInt32.self)
        let high = unsafe bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt16.self)
        return UInt64(UInt32(littleEndian: low)) | UInt64(UInt16(littleEndian: high)) << 32
    }

    /// The 64 bytes of a record.
    static func bytes<R: BitwiseCopyable>(of record: R) -> [UInt8] {
        check(R.self)
        // Safe: a copy of the value's own bytes; a BitwiseCopyable type has no references.
        return unsafe withUnsafeBytes(of: record) { unsafe [UInt8]($0) }
    }

    /// A record from 64 bytes at any address.
    @unsafe @inline(__always)
    static func load<R: BitwiseCopyable>(_ bytes: UnsafeRawBufferPointer, as type: R.Type) -> R {
        unsafe bytes.loadUnaligned(as: R.self)
    }
}
