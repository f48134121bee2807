internal import Crypto

extension KeyFile {
    static let keyMissing = VaultError(
        .keyMissing,
        "There is no key for this party or class.",
        next: "Check that the key file is the book's newest; content without its key stays closed."
    )

    static let erased = VaultError(
        .erased,
        "The party's key was destroyed.",
        next: "Nothing can open this content again."
    )

    static let expired = VaultError(
        .expired,
        "The retention class's key was destroyed.",
        next: "Nothing can open this content again."
    )

    static let latched = VaultError(
        .system,
        "An earlier write to the key file failed; it takes no more.",
        next: "See to the disk, run the keys check, then start the process again."
    )

    /// The name of the file that replaces the key file, while it is written.
    static func nextPath(_ path: String) -> String { path + ".new" }

    /// The second name of the replaced file, until it is overwritten.
    static func previousPath(_ path: String) -> String { path + ".old" }

    /// The book's keys, one for each purpose, from its one secret (RFC 5869).
    static func deriveBookKeys(_ image: borrowing KeyFileImage) throws(VaultError) -> [SecretKey] {
        guard let offset = image.bookSecret else { throw KeyFileImage.damaged(at: 0) }
        let secret = SymmetricKey(data: try image.key(at: offset))
        let identity = image.bookIdentity
        return KeyPurpose.allCases.map { purpose in
            SecretKey(
                HKDF<SHA256>.deriveKey(
                    inputKeyMaterial: secret,
                    salt: identity,
                    info: Array(purpose.label.utf8),
                    outputByteCount: SecretKey.byteCount
                )
            ).readied()
        }
    }

    static func requireGeneration(_ minimum: UInt64, of image: borrowing KeyFileImage)
        throws(VaultError)
    {
        guard image.generation >= minimum else {
            throw VaultError(
                .generationTooOld,
                "The keys are of generation \(image.generation), the log is at \(minimum).",
                next: "Use the newest key file; an older one would revive what was erased."
            )
        }
    }

    static let tooLong = VaultError(
        .tooLarge,
        "The key file would have over \(VaultLimits.keyFileBytesMax) bytes.",
        next: "Put the keys behind another key store, or split the book."
    )

    /// Writes a whole file under a free name, durable and with its lock held when this returns;
    /// destroys it if that fails.
    static func write(_ image: borrowing KeyFileImage, to path: String) throws(VaultError)
        -> OwnedFile
    {
        guard image.bytes.count <= VaultLimits.keyFileBytesMax else { throw tooLong }
        let file = try OwnedFile.create(path)
        do throws(VaultError) {
            // Locked before it has its name for good, so that nobody uses half of it.
            try file.lock()
            try file.write(image.bytes, at: 0)
            try file.synchronise()
            try OwnedFile.synchroniseDirectory(of: path)
        } catch {
            // The first failure is the one to report.
            try? overwrite(file)
            try? OwnedFile.remove(path)
            throw error
        }
        return file
    }

    /// Opens the file at a path with its lock held, resumes an erasure and cuts a torn tail.
    static func load(_ path: String, bookIdentity: [UInt8]?) throws(VaultError) -> State {
        for _ in 0..<VaultLimits.reopenAttemptsMax {
            let file = try OwnedFile.open(path, writing: true)
            try file.lock()
            // Replaced between opening and locking: the lock is on a file without a name.
            guard try OwnedFile.identity(at: path) == file.identity() else { continue }
            var image = try readWhole(file, bookIdentity: bookIdentity)
            try finishErasure(of: file, image: image)
            if try file.length() > image.bytes.count {
                try file.truncate(to: image.bytes.count)
                try file.synchronise()
            }
            if image.bytes.count > image.settledLength {
                // Whoever wrote these may have died before the sync; they are whole, so they stay.
                try file.synchroniseData()
                try file.write(image.settle(), at: KeyFileImage.settledOffset)
            }
            return try State(file: file, image: image)
        }
        throw VaultError(
            .busy,
            "\(path) is replaced again and again.",
            next: "Find out which processes erase."
        )
    }

    static func readWhole(_ file: borrowing OwnedFile, bookIdentity: [UInt8]?) throws(VaultError)
        -> KeyFileImage
    {
        let length = try file.length()
        guard length <= VaultLimits.keyFileBytesMax else {
            throw VaultError(
                .tooLarge,
                "The key file is longer than \(VaultLimits.keyFileBytesMax) bytes.",
                next: "Name the key file itself."
            )
        }
        return try KeyFileImage(
            try file.read(from: 0, count: length),
            bookIdentity: bookIdentity
        )
    }

    /// Takes the lock of the file that has the name now, and takes in what others appended.
    static func acquire(_ state: inout State) throws(VaultError) {
        try state.file.lock()
        do throws(VaultError) {
            if try OwnedFile.identity(at: state.file.path) != state.identity {
                try replace(&state)
            } else {
                try catchUp(&state)
            }
        } catch {
            state.file.unlock()
            throw error
        }
    }

    private static func replace(_ state: inout State) throws(VaultError) {
        let newer = try load(state.file.path, bookIdentity: state.image.bookIdentity)
        // Somebody put a backup in place while the process ran.
        try requireGeneration(state.image.generation, of: newer.image)
        state = newer
    }

    private static func catchUp(_ state: inout State) throws(VaultError) {
        let known = state.image.bytes.count
        let length = try state.file.length()
        try checkHeader(of: state)
        guard length >= known else { throw KeyFileImage.damaged(at: length) }
        guard length > known, length <= VaultLimits.keyFileBytesMax else { return }
        let tail = try state.file.read(from: known, count: length - known)
        // Seen is not durable: whoever wrote this may have died before the sync.
        try state.file.synchroniseData()
        state.image.absorb(tail[...])
        guard state.image.bytes.count < length else { return }
        // The lock is ours, so whoever wrote the rest did not finish.
        try state.file.truncate(to: state.image.bytes.count)
    }

    /// Refuses a file that somebody copied another one into while the process ran: what is appended
    /// to it would follow other records than those that are known.
    private static func checkHeader(of state: borrowing State) throws(VaultError) {
        let fixed = KeyFileImage.settledOffset
        guard try state.file.read(from: 0, count: fixed) != Array(state.image.bytes[..<fixed])
        else {
            return
        }
        let found = try readWhole(state.file, bookIdentity: state.image.bookIdentity)
        try requireGeneration(state.image.generation, of: found)
        throw VaultError(
            .busy,
            "The key file was written over while it was in use.",
            next: "Put the newest key file back, run the keys check, then start the process again."
        )
    }

    /// Takes in records that are on the disk, with the file's lock held: known, then noted as
    /// acknowledged.
    static func takeIn(_ records: [UInt8], _ state: inout State) throws(VaultError) {
        let start = state.image.bytes.count
        do throws(VaultError) {
            state.image.absorb(records[...])
            guard state.image.bytes.count == start + records.count else {
                throw KeyFileImage.damaged(at: state.image.bytes.count)
            }
            // Not synced by itself: the next sync carries it, and until then the records' own
            // checks tell a whole tail from a torn one.
            try state.file.write(state.image.settle(), at: KeyFileImage.settledOffset)
        } catch {
            state.isLatched = true
            throw error
        }
    }

    /// After a failure nothing of what was written is known, and this opening of the file changes
    /// nothing more.
    static func giveUp(at start: Int, _ state: inout State) {
        state.isLatched = true
        // What may have half arrived must not look acknowledged to others.
        try? state.file.truncate(to: start)
        state.file.unlock()
    }
}
