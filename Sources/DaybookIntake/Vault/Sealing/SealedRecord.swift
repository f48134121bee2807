/// A sealed content's bytes, taken apart. `schemas/keys.md` shows the layout.
struct SealedRecord {
    static let version: UInt8 = 1
    static let headerByteCount = 12
    static let nonceByteCount = 12
    static let tagByteCount = 16
    /// Bytes that sealing adds to a content.
    static let overheadByteCount =
        headerByteCount + KeyWrap.byteCount + nonceByteCount + tagByteCount

    let header: ArraySlice<UInt8>
    let retention: RetentionClass
    let part: UInt8
    let party: UInt64
    let wrappedKey: ArraySlice<UInt8>
    /// Nonce, ciphertext and tag.
    let box: ArraySlice<UInt8>

    /// Takes a record apart without opening it. O(1).
    init(_ bytes: [UInt8]) throws(VaultError) {
        guard bytes.count >= SealedRecord.overheadByteCount else { throw SealedRecord.damaged }
        guard bytes[0] == SealedRecord.version else {
            throw VaultError(
                .unknownVersion,
                "The sealed record is of version \(bytes[0]).",
                next: "Use a release that knows this version."
            )
        }
        guard bytes[1] == 0 else { throw SealedRecord.damaged }
        guard bytes.count - SealedRecord.overheadByteCount <= VaultLimits.contentBytesMax else {
            throw SealedRecord.tooLarge
        }
        header = bytes[0..<SealedRecord.headerByteCount]
        retention = RetentionClass(rawValue: bytes[2])
        part = bytes[3]
        party = VaultBytes.integer(bytes[4..<12])
        let boxStart = SealedRecord.headerByteCount + KeyWrap.byteCount
        wrappedKey = bytes[SealedRecord.headerByteCount..<boxStart]
        box = bytes[boxStart...]
    }

    static func appendHeader(
        party: UInt64,
        _ retention: RetentionClass,
        part: UInt8,
        to record: inout [UInt8]
    ) {
        record.append(version)
        record.append(0)
        record.append(retention.rawValue)
        record.append(part)
        record.append(bigEndian: party)
    }

    static let damaged = VaultError(
        .damaged,
        "The sealed record is not what was sealed.",
        next: "Verify the log; restore it from a backup if the chain shows damage too."
    )

    static let tooLarge = VaultError(
        .tooLarge,
        "A content is longer than \(VaultLimits.contentBytesMax) bytes.",
        next: "Refuse such messages where they come in."
    )
}
