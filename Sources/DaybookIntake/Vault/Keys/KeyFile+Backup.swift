/// What a check of a key file found: counts, never keys.
public struct KeyCheck: Sendable, Equatable {
    /// The book the keys belong to, 16 bytes.
    public let bookIdentity: [UInt8]
    /// The generation: the number of erasures plus one.
    public let generation: UInt64
    /// The key-encryption epoch.
    public let epoch: UInt64
    /// How many parties have a key, the book's own for nobody known not counted.
    public let parties: Int
    /// How many retention classes have a key.
    public let classes: Int
    /// How many parties were erased.
    public let erasedParties: Int
    /// How many retention classes are over.
    public let expiredClasses: Int
    /// Bytes after the last whole record, which the next opening cuts; 0 in a file that was closed
    /// well.
    public let tornBytes: Int
}

extension KeyFile {
    /// Copies the keys to a new file of mode 0600, durable when this returns.
    ///
    /// Each backup outlives the erasures after it: the log should note that it was made, and an
    /// erasure is complete only when the backups before it are destroyed.
    ///
    /// - Returns: what the backup holds.
    /// - Throws: ``VaultError/Code/exists`` when the name is taken.
    public func backup(to destination: String) throws(VaultError) -> KeyCheck {
        let image = try changing { (state) throws(VaultError) -> KeyFileImage in
            var image = state.image
            _ = image.settle()
            return image
        }
        _ = try KeyFile.write(image, to: destination)
        return try KeyFile.check(destination, bookIdentity: bookIdentity)
    }

    /// Makes a book's key file anew from a backup, without what the log says was destroyed since.
    ///
    /// - Parameters:
    ///   - backup: The backup; it is left as it is.
    ///   - destination: A free name; what stands there afterwards never held a destroyed key.
    ///   - erased: The parties that the log says are erased.
    ///   - minimumGeneration: The generation of the log's last destruction, which the new file has at
    ///     least.
    /// - Returns: what the new file holds.
    public static func restore(
        from backup: String,
        to destination: String,
        bookIdentity: [UInt8],
        erasing erased: [UInt64: ErasureReason],
        minimumGeneration: UInt64,
        random: RandomBytes = .system
    ) throws(VaultError) -> KeyCheck {
        var image = try readWhole(
            try OwnedFile.open(backup, writing: false),
            bookIdentity: bookIdentity
        )
        // One rewriting for each reason, since a mark says why.
        for reason in ErasureReason.allCases {
            var change = KeyChange()
            change.erasedParties = Set(erased.filter { $0.value == reason }.keys)
            change.reason = reason
            // Last of all, since each destruction is a generation of its own.
            if reason == ErasureReason.allCases.last {
                change.minimumGeneration = minimumGeneration
            }
            image = try image.rewritten(change, random: random)
        }
        _ = try write(image, to: destination)
        return try check(destination, bookIdentity: bookIdentity)
    }

    /// Reads the whole file from the disk again and opens every key in it.
    public func check() throws(VaultError) -> KeyCheck {
        try KeyFile.check(path, bookIdentity: bookIdentity)
    }

    /// Reads a key file or a backup of one, changes nothing, and opens every key in it.
    ///
    /// - Parameter bookIdentity: the book it should belong to, or `nil` for any.
    /// - Complexity: O(length of the file).
    /// - Throws: what is wrong with the file; a torn tail is reported, not refused.
    public static func check(_ path: String, bookIdentity: [UInt8]? = nil) throws(VaultError)
        -> KeyCheck
    {
        let file = try OwnedFile.open(path, writing: false)
        let image = try readWhole(file, bookIdentity: bookIdentity)
        for number in 0..<image.recordCount {
            let offset = KeyFileImage.headerByteCount + number * KeyRecord.byteCount
            guard let record = image.record(at: offset) else {
                throw KeyFileImage.damaged(at: offset)
            }
            if record.kind.holdsKey { _ = try image.key(at: offset) }
        }
        return KeyCheck(
            bookIdentity: image.bookIdentity,
            generation: image.generation,
            epoch: image.epoch,
            parties: image.parties.count - (image.parties[0] == nil ? 0 : 1),
            classes: image.retentions.count,
            erasedParties: image.erased.count,
            expiredClasses: image.expired.count,
            tornBytes: max(0, try file.length() - image.bytes.count)
        )
    }
}
