internal import Crypto

/// The bytes of a key file and what they mean: pure, so that every damage can be tried without a
/// disk.
///
/// Keys stay wrapped in memory and are unwrapped when asked for: a million parties are 80 MB of
/// records and an index, not a million key objects.
struct KeyFileImage: Sendable {
    static let magic: [UInt8] = Array("daybkeys".utf8)
    static let version: UInt8 = 1
    /// The version of files in which contents have keys of their own.
    static let versionWithContents: UInt8 = 2
    static let headerByteCount = 128
    /// Where the length up to which everything was acknowledged stands, with its check.
    static let settledOffset = 88

    let bookIdentity: [UInt8]
    let generation: UInt64
    let epoch: UInt64
    /// The whole file, as far as it is whole.
    private(set) var bytes: [UInt8]
    private(set) var parties: [UInt64: Int] = [:]
    private(set) var retentions: [UInt64: Int] = [:]
    private(set) var erased: [UInt64: UInt8] = [:]
    private(set) var expired: [UInt64: UInt8] = [:]
    private(set) var contents: [UInt64: Int] = [:]
    private(set) var bookSecret: Int?
    private let epochKey: SecretKey
    private var lastCheck: [UInt8]

    /// A file without records.
    init(
        bookIdentity: [UInt8],
        generation: UInt64,
        epoch: UInt64,
        random: RandomBytes,
        version: UInt8 = KeyFileImage.version
    ) throws(VaultError) {
        let key = random(SecretKey.byteCount)
        guard let epochKey = SecretKey(bytes: key), bookIdentity.count == 16 else {
            throw VaultError(
                .invalid,
                "A book's identity has 16 bytes.",
                next: "Pass the identity of the log."
            )
        }
        self.bookIdentity = bookIdentity
        self.generation = generation
        self.epoch = epoch
        self.epochKey = epochKey
        bytes = KeyFileImage.magic + [version] + [UInt8](repeating: 0, count: 7)
        bytes += bookIdentity + VaultBytes.bigEndian(generation) + VaultBytes.bigEndian(epoch) + key
        lastCheck = KeyFileImage.check([], bytes[...])
        bytes += lastCheck
        bytes += KeyFileImage.settled(KeyFileImage.headerByteCount, check: lastCheck)
        bytes += [UInt8](repeating: 0, count: KeyFileImage.headerByteCount - bytes.count)
    }

    /// Reads a file. Records that were never acknowledged and are not whole are left out; the
    /// caller cuts the file to the length of ``bytes``.
    ///
    /// - Complexity: O(length): one SHA-256 a record.
    /// - Throws: ``VaultError/Code/truncated``, ``VaultError/Code/damaged`` with the offset,
    ///   ``VaultError/Code/unknownVersion``, ``VaultError/Code/otherBook``.
    init(_ file: [UInt8], bookIdentity: [UInt8]?) throws(VaultError) {
        guard file.count >= KeyFileImage.headerByteCount else {
            throw KeyFileImage.truncated(at: file.count)
        }
        guard Array(file[0..<8]) == KeyFileImage.magic,
            (KeyFileImage.version...KeyFileImage.versionWithContents).contains(file[8])
        else {
            throw VaultError(
                .unknownVersion,
                "The file is no key file of version 1 or 2.",
                next: "Name the key file, or use the release that wrote it."
            )
        }
        let check = Array(file[80..<88])
        let settledCell = Array(file[KeyFileImage.settledOffset..<104])
        let settled = VaultBytes.integer(settledCell[0..<8])
        guard KeyFileImage.check([], file[0..<80]) == check,
            let settledLength = Int(exactly: settled),
            settledLength >= KeyFileImage.headerByteCount,
            KeyFileImage.settled(settledLength, check: check) == settledCell,
            file[104..<128].allSatisfy({ $0 == 0 }),
            let epochKey = SecretKey(bytes: Array(file[48..<80]))
        else { throw KeyFileImage.damaged(at: 0) }
        self.bookIdentity = Array(file[16..<32])
        if let bookIdentity, bookIdentity != self.bookIdentity {
            throw VaultError(
                .otherBook,
                "The keys are those of another book.",
                next: "Name the key file that was made with this book."
            )
        }
        generation = VaultBytes.integer(file[32..<40])
        epoch = VaultBytes.integer(file[40..<48])
        self.epochKey = epochKey
        lastCheck = check
        bytes = Array(file[0..<KeyFileImage.headerByteCount])
        guard file.count >= settledLength else { throw KeyFileImage.truncated(at: file.count) }
        absorb(file[KeyFileImage.headerByteCount...])
        guard bytes.count >= settledLength else { throw KeyFileImage.damaged(at: bytes.count) }
        guard bookSecret != nil else { throw KeyFileImage.truncated(at: bytes.count) }
    }

    /// Takes in the whole records that `tail` begins with, up to the first that is not whole.
    /// O(tail).
    mutating func absorb(_ tail: ArraySlice<UInt8>) {
        var rest = tail
        while rest.count >= KeyRecord.byteCount {
            let body = rest.prefix(KeyRecord.bodyByteCount)
            let check = rest.dropFirst(KeyRecord.bodyByteCount).prefix(8)
            guard KeyFileImage.check(lastCheck, body) == Array(check), let record = KeyRecord(body),
                index(record, at: bytes.count)
            else { return }
            bytes += rest.prefix(KeyRecord.byteCount)
            lastCheck = Array(check)
            rest = rest.dropFirst(KeyRecord.byteCount)
        }
    }

    /// The bytes of records that follow those there are: what a writer appends before the image
    /// takes it in by ``absorb(_:)``. O(records), whatever the file's length.
    func chained(_ bodies: [[UInt8]]) -> [UInt8] {
        var check = lastCheck
        var records: [UInt8] = []
        records.reserveCapacity(bodies.count * KeyRecord.byteCount)
        for body in bodies {
            check = KeyFileImage.check(check, body[...])
            records += body
            records += check
        }
        return records
    }

    /// Adds a record to an image that no file has yet.
    mutating func append(_ body: [UInt8]) throws(VaultError) {
        let before = bytes.count
        absorb(chained([body])[...])
        guard bytes.count == before + KeyRecord.byteCount else {
            throw KeyFileImage.damaged(at: before)
        }
    }

    /// Declares everything so far acknowledged: the 16 bytes to write at ``settledOffset``.
    mutating func settle() -> [UInt8] {
        let cell = KeyFileImage.settled(bytes.count, check: Array(bytes[80..<88]))
        bytes.replaceSubrange(KeyFileImage.settledOffset..<104, with: cell)
        return cell
    }

    private mutating func index(_ record: KeyRecord, at offset: Int) -> Bool {
        switch record.kind {
        case .bookSecret:
            guard bookSecret == nil, record.id == 0 else { return false }
            bookSecret = offset
        case .party:
            guard parties[record.id] == nil, erased[record.id] == nil else { return false }
            parties[record.id] = offset
        case .retention:
            guard retentions[record.id] == nil, expired[record.id] == nil, record.id <= 255 else {
                return false
            }
            retentions[record.id] = offset
        case .erasedParty:
            guard parties[record.id] == nil, erased[record.id] == nil else { return false }
            erased[record.id] = record.code
        case .expiredRetention:
            guard retentions[record.id] == nil, expired[record.id] == nil else { return false }
            expired[record.id] = record.code
        case .content:
            guard bytes[8] == KeyFileImage.versionWithContents, contents[record.id] == nil else {
                return false
            }
            contents[record.id] = offset
        }
        return true
    }
}

extension KeyFileImage {
    /// How many whole records there are.
    var recordCount: Int { (bytes.count - KeyFileImage.headerByteCount) / KeyRecord.byteCount }

    /// Up to where the header says that everything was acknowledged.
    var settledLength: Int { Int(clamping: VaultBytes.integer(bytes[88..<96])) }

    /// The record at an offset that the index gave.
    func record(at offset: Int) -> KeyRecord? {
        guard offset >= 0, offset + KeyRecord.byteCount <= bytes.count else { return nil }
        return KeyRecord(bytes[offset..<(offset + KeyRecord.bodyByteCount)])
    }

    /// The key in the record at an offset that the index gave.
    func key(at offset: Int) throws(VaultError) -> [UInt8] {
        guard let record = record(at: offset), record.kind.holdsKey,
            let key = KeyWrap.unwrap(
                record.wrapped,
                under: epochKey,
                authenticating: place(record.kind, record.id)
            )
        else { throw KeyFileImage.damaged(at: offset) }
        return key
    }

    /// The record of a key, wrapped under the epoch's key, without its check.
    func body(_ kind: KeyRecord.Kind, id: UInt64, key: [UInt8], nonce: [UInt8])
        throws(VaultError) -> [UInt8]
    {
        let wrapped = try KeyWrap.wrap(
            key,
            under: epochKey,
            nonce: nonce,
            authenticating: place(kind, id)
        )
        return KeyRecord.body(kind, id: id, wrapped: wrapped)
    }

    /// Adds a key to an image that no file has yet.
    mutating func append(_ kind: KeyRecord.Kind, id: UInt64, key: [UInt8], nonce: [UInt8])
        throws(VaultError)
    {
        try append(try body(kind, id: id, key: key, nonce: nonce))
    }

    /// What a wrapped key is bound to: it opens in no other book, epoch or record.
    private func place(_ kind: KeyRecord.Kind, _ id: UInt64) -> [UInt8] {
        Array("daybook key 1".utf8) + bookIdentity + VaultBytes.bigEndian(epoch) + [kind.rawValue]
            + VaultBytes.bigEndian(id)
    }

    /// The first eight bytes of SHA-256 over the check before and these bytes. It finds tears and
    /// rot; against forgery each key has its tag.
    private static func check(_ previous: [UInt8], _ body: ArraySlice<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: previous)
        hash.update(data: body)
        return Array(hash.finalize().prefix(8))
    }

    private static func settled(_ length: Int, check: [UInt8]) -> [UInt8] {
        let number = VaultBytes.bigEndian(UInt64(length))
        return number + self.check(check, number[...])
    }

    static func damaged(at offset: Int) -> VaultError {
        VaultError(
            .damaged,
            "The key file is damaged at byte \(offset).",
            next: "Restore the keys from their newest backup and run the keys check."
        )
    }

    private static func truncated(at offset: Int) -> VaultError {
        VaultError(
            .truncated,
            "The key file ends at byte \(offset), before what was acknowledged.",
            next: "Restore the newest backup of the keys; of a book never used, make new ones."
        )
    }
}
