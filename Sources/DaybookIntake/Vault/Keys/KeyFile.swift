internal import Synchronization

/// The keys of one book in one file: mode 0600, never through a link, bound to the book, with a
/// lock, a generation and a check on each record. `schemas/keys.md` shows every byte.
///
/// Making keys appends to the file and syncs once for all of them. Erasing writes the survivors to
/// a new file under a new key-encryption key, puts it in the old one's place and overwrites the old
/// one. What overwriting can't reach: blocks that a copy-on-write or log-structured file system, a
/// disk's spare area or a snapshot kept, and every backup of the file made before. That is why the
/// old file's key-encryption key is not in the new one, and why an erasure stays pending until
/// older backups are attested destroyed.
///
/// Several processes may use one file. Each change takes the file's lock and takes in first what
/// others wrote. All members may be called from any thread and may block.
public final class KeyFile: KeyStore {
    /// Where the file stands.
    public let path: String
    /// The 16 bytes that name the book these keys belong to.
    public let bookIdentity: [UInt8]
    let random: RandomBytes
    private let bookKeys: [SecretKey]
    /// Whose turn it is to change the file. Taken before the state, which is let go of while what was
    /// added is flushed.
    private let turn = Mutex<Void>(())
    private let state: Mutex<State>
    /// Classes' keys as they are in one epoch.
    private let classKeys = Mutex((epoch: UInt64(0), keys: [UInt8: SecretKey]()))

    /// What changes; guarded by the mutex.
    struct State: ~Copyable, Sendable {
        var file: OwnedFile
        var image: KeyFileImage
        /// Which file it is, to notice that another process put a new one in its place.
        let identity: OwnedFile.Identity
        /// Set when a write or a sync failed: the system may have dropped what it could not write,
        /// and would report the next sync as a success.
        var isLatched = false

        init(file: consuming OwnedFile, image: KeyFileImage) throws(VaultError) {
            identity = try file.identity()
            self.file = file
            self.image = image
        }
    }

    private init(path: String, random: RandomBytes, state: consuming State) throws(VaultError) {
        self.path = path
        self.random = random
        bookIdentity = state.image.bookIdentity
        bookKeys = try KeyFile.deriveBookKeys(state.image)
        self.state = Mutex(state)
    }

    /// Makes the keys of a new book.
    ///
    /// - Parameters:
    ///   - path: a free name in a directory that not everybody may write to.
    ///   - bookIdentity: the 16 bytes that name the book.
    ///   - random: where keys come from; the same seed makes the same file, byte for byte.
    /// - Throws: ``VaultError/Code/exists`` and what the system refuses.
    public static func create(
        _ path: String,
        bookIdentity: [UInt8],
        random: RandomBytes = .system
    ) throws(VaultError) -> KeyFile {
        var image = try KeyFileImage(
            bookIdentity: bookIdentity,
            generation: 1,
            epoch: 1,
            random: random
        )
        try image.append(
            .bookSecret,
            id: 0,
            key: random(SecretKey.byteCount),
            nonce: random(12)
        )
        try image.append(.party, id: 0, key: random(SecretKey.byteCount), nonce: random(12))
        for retention in RetentionClass.initial {
            try image.append(
                .retention,
                id: UInt64(retention.rawValue),
                key: random(SecretKey.byteCount),
                nonce: random(12)
            )
        }
        _ = image.settle()
        let state = try State(file: try write(image, to: path), image: image)
        state.file.unlock()
        return try KeyFile(path: path, random: random, state: state)
    }

    /// Opens the keys of a book, finishes an erasure that was interrupted, and cuts a torn tail:
    /// records after the acknowledged length, from the first that is not whole. Damage before it is
    /// refused.
    ///
    /// - Parameter minimumGeneration: the generation of the log's last erasure; 0 if there was
    ///   none.
    /// - Complexity: O(length of the file).
    public static func open(
        _ path: String,
        bookIdentity: [UInt8],
        minimumGeneration: UInt64 = 0,
        random: RandomBytes = .system
    ) throws(VaultError) -> KeyFile {
        let state = try load(path, bookIdentity: bookIdentity)
        state.file.unlock()
        try requireGeneration(minimumGeneration, of: state.image)
        return try KeyFile(path: path, random: random, state: state)
    }

    /// Rises with each erasure and never falls.
    public var generation: UInt64 { state.withLock { $0.image.generation } }

    /// The book's key for a purpose. O(1).
    public func bookKey(_ purpose: KeyPurpose) -> SecretKey {
        bookKeys[Int(purpose.rawValue) - 1]
    }

    /// The key of a party. O(1) where the key is known; otherwise what other processes appended is
    /// read.
    public func partyKey(_ token: UInt64) throws(VaultError) -> SecretKey {
        if let key = try look({ (image) throws(VaultError) in try image.partyKey(token) }) {
            return key
        }
        // Another process may have made it since.
        try refresh(minimumGeneration: 0)
        if let key = try look({ (image) throws(VaultError) in try image.partyKey(token) }) {
            return key
        }
        throw KeyFile.keyMissing
    }

    /// The keys of some parties and classes at once, with one look at the file; as ``partyKey(_:)``.
    public func sealingKeys(
        _ tokens: [UInt64],
        _ retentions: [RetentionClass]
    ) throws(VaultError) -> (parties: [SecretKey], retentions: [SecretKey]) {
        let keys = try look { (image) throws(VaultError) -> ([SecretKey], [SecretKey])? in
            var parties: [SecretKey] = []
            parties.reserveCapacity(tokens.count)
            for token in tokens {
                guard let party = try image.partyKey(token) else { return nil }
                parties.append(party)
            }
            var classes: [SecretKey] = []
            for retention in retentions {
                guard let key = try classKey(retention, in: image) else { return nil }
                classes.append(key)
            }
            return (parties, classes)
        }
        if let keys { return keys }
        // Another process may have made one of them since.
        var parties: [SecretKey] = []
        for token in tokens { parties.append(try partyKey(token)) }
        var classes: [SecretKey] = []
        for retention in retentions { classes.append(try retentionKey(retention)) }
        return (parties, classes)
    }

    /// A class's key, which nearly every sealing needs, unwrapped once an epoch: destroying it begins
    /// another.
    private func classKey(
        _ retention: RetentionClass,
        in image: borrowing KeyFileImage
    ) throws(VaultError) -> SecretKey? {
        let epoch = image.epoch
        let known = classKeys.withLock { $0.epoch == epoch ? $0.keys[retention.rawValue] : nil }
        if let known { return known }
        guard let key = try image.retentionKey(retention)?.readied() else { return nil }
        classKeys.withLock { held in
            if held.epoch != epoch { held = (epoch, [:]) }
            held.keys[retention.rawValue] = key
        }
        return key
    }

    /// The key of a retention class; as ``partyKey(_:)``.
    public func retentionKey(_ retention: RetentionClass) throws(VaultError) -> SecretKey {
        if let key = try look({ (image) throws(VaultError) in try image.retentionKey(retention) }) {
            return key
        }
        try refresh(minimumGeneration: 0)
        if let key = try look({ (image) throws(VaultError) in try image.retentionKey(retention) }) {
            return key
        }
        throw KeyFile.keyMissing
    }

    /// Makes the parties' keys that are not there yet: one append and one sync for all of them.
    ///
    /// - Complexity: O(tokens), and what other processes appended.
    public func ensurePartyKeys(_ tokens: [UInt64]) throws(VaultError) {
        try ensure(.party, tokens)
    }

    /// Makes the classes' keys that are not there yet: one append and one sync for all of them.
    public func ensureRetentionKeys(_ classes: [RetentionClass]) throws(VaultError) {
        try ensure(.retention, classes.map { UInt64($0.rawValue) })
    }

    /// Takes in what other processes changed.
    public func refresh(minimumGeneration: UInt64) throws(VaultError) {
        try changing { (state) throws(VaultError) in
            try KeyFile.requireGeneration(minimumGeneration, of: state.image)
        }
    }

    /// Looks at the keys as they are known now, after an erasure by another process was taken in:
    /// one question to the file system, since a key that is gone must not be used for being
    /// remembered. It never waits for keys that are being made.
    func look<Result: Sendable>(
        _ body: (borrowing KeyFileImage) throws(VaultError) -> Result
    ) throws(VaultError) -> Result {
        let known = try state.withLock { (state) throws(VaultError) -> Result? in
            guard try OwnedFile.identity(at: path) == state.identity else { return nil }
            return try body(state.image)
        }
        if let known { return known }
        return try turn.withLock { (_) throws(VaultError) -> Result in
            try state.withLock { (state) throws(VaultError) -> Result in
                try KeyFile.acquire(&state)
                state.file.unlock()
                return try body(state.image)
            }
        }
    }

    /// Runs `body` with the file's lock held and everything taken in that others wrote.
    func changing<Result: Sendable>(
        _ body: (inout State) throws(VaultError) -> Result
    ) throws(VaultError) -> Result {
        try turn.withLock { (_) throws(VaultError) -> Result in
            try state.withLock { (state) throws(VaultError) -> Result in
                guard !state.isLatched else { throw KeyFile.latched }
                try KeyFile.acquire(&state)
                defer { state.file.unlock() }
                return try body(&state)
            }
        }
    }

    /// Records that are written and not known yet.
    private struct Addition: ~Copyable, Sendable {
        let records: [UInt8]
        let start: Int
        /// The file under a descriptor of its own, to be flushed while others look at keys.
        let file: OwnedFile
    }

    private func ensure(_ kind: KeyRecord.Kind, _ ids: [UInt64]) throws(VaultError) {
        guard ids.count <= VaultLimits.keysPerCallMax else {
            throw VaultError(
                .tooLarge,
                "More than \(VaultLimits.keysPerCallMax) keys in one call.",
                next: "Ask for them in several calls."
            )
        }
        let missing = try look { (image) throws(VaultError) in try image.missing(kind, of: ids) }
        guard !missing.isEmpty else { return }
        try turn.withLock { (_) throws(VaultError) in
            guard let addition = try addition(kind, of: ids) else { return }
            do throws(VaultError) {
                try addition.file.write(addition.records, at: addition.start)
                try addition.file.synchroniseData()
            } catch {
                state.withLock { KeyFile.giveUp(at: addition.start, &$0) }
                throw error
            }
            try state.withLock { (state) throws(VaultError) in
                defer { state.file.unlock() }
                try KeyFile.takeIn(addition.records, &state)
            }
        }
    }

    /// The records of those keys that are not there yet, with the file's lock held; `nil`, and the lock
    /// given back, if all are there.
    private func addition(
        _ kind: KeyRecord.Kind,
        of ids: [UInt64]
    ) throws(VaultError) -> Addition? {
        try state.withLock { (state) throws(VaultError) -> Addition? in
            guard !state.isLatched else { throw KeyFile.latched }
            try KeyFile.acquire(&state)
            do throws(VaultError) {
                let missing = try state.image.missing(kind, of: ids)
                guard !missing.isEmpty else {
                    state.file.unlock()
                    return nil
                }
                var bodies: [[UInt8]] = []
                for id in missing {
                    let drawn = random(SecretKey.byteCount + SealedRecord.nonceByteCount)
                    bodies.append(
                        try state.image.body(
                            kind,
                            id: id,
                            key: Array(drawn.prefix(SecretKey.byteCount)),
                            nonce: Array(drawn.suffix(SealedRecord.nonceByteCount))
                        )
                    )
                }
                let records = state.image.chained(bodies)
                let start = state.image.bytes.count
                guard start + records.count <= VaultLimits.keyFileBytesMax else {
                    throw KeyFile.tooLong
                }
                return Addition(
                    records: records,
                    start: start,
                    file: try state.file.duplicate()
                )
            } catch {
                state.file.unlock()
                throw error
            }
        }
    }
}
