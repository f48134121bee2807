internal import DaybookDomain
internal import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Reads a book's key file, or a backup of one, opens every key in it and changes nothing.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - identity: The book it should belong to; `nil` for any.
    public static func checkKeys(
        _ path: String,
        of identity: [UInt8]? = nil
    ) throws(BookError) -> KeyCheck {
        do { return try KeyFile.check(path, bookIdentity: identity) } catch {
            throw BookError(error)
        }
    }

    /// Copies the book's key file to a new one of mode 0600, durable when this returns.
    ///
    /// Before that a fact says that a copy of this generation is made: each erasure after it waits
    /// until somebody attests that the copy is destroyed. Keep it apart from the book's own backups.
    public func backupKeys(to path: String, actor: String) async throws(BookError) -> KeyCheck {
        let file = try keyFile()
        let generation = try Book.number(file.generation)
        try await note(.noteKeyBackup(generation: generation), actor: actor)
        let copy: KeyCheck
        do { copy = try file.backup(to: path) } catch { throw BookError(error) }
        let copied = try Book.number(copy.generation)
        // Another process has destroyed keys in between: this is a copy of what it left.
        if copied != generation {
            try await note(.noteKeyBackup(generation: copied), actor: actor)
        }
        return copy
    }

    /// Wraps every key under a new key-encryption key, and says so by a fact: a copy of the old one
    /// opens no key that is made from now on.
    ///
    /// - Returns: What the key file holds then.
    /// - Complexity: O(keys).
    public func rotateKeys(actor: String) async throws(BookError) -> KeyCheck {
        let file = try keyFile()
        do {
            let epoch = try Book.number(try file.rotate().epoch)
            try await note(.noteRotation(epoch: epoch), actor: actor)
            return try file.check()
        } catch {
            throw BookError(error)
        }
    }

    /// Makes a book's key file anew from a backup of it, with everything applied again that the log
    /// says was destroyed since, and opens the book.
    ///
    /// Parties that wrote for the first time after the backup get new keys, so that they can write
    /// again; what they wrote before is lost.
    /// - Parameters:
    ///   - backup: The backup of the keys.
    ///   - directory: The book's directory. Its key file must be gone or moved away.
    /// - Returns: The open book, and how many parties' keys are not in the backup.
    /// - Throws: ``BookError``; `exists` while there is a key file.
    /// - Complexity: O(keys + facts).
    public static func restoreKeys(
        from backup: String,
        into directory: String,
        options: BookOptions = BookOptions()
    ) throws(BookError) -> (book: Book, lost: Int) {
        var reading = options
        reading.isReadOnly = true
        reading.needsKeys = false
        let (identity, custody, parties) = try known(of: Book(opening: directory, options: reading))
        let path = options.keyPath ?? defaultKeyPath(directory)
        do {
            _ = try KeyFile.restore(
                from: backup,
                to: path,
                bookIdentity: identity,
                erasing: custody.erasures.mapValues { ErasureReason($0.reason) },
                minimumGeneration: UInt64(custody.generation),
                random: options.random
            )
            let book = try Book(opening: directory, options: options)
            let keys = try book.requireVault().keys
            let had = try Book.checkKeys(path, of: identity).parties
            try keys.ensurePartyKeys(parties.filter { !custody.isErased($0) }.sorted())
            let lost = try Book.checkKeys(path, of: identity).parties - had
            if !custody.replaced.isEmpty {
                try book.destroyContentKeys(of: custody.replacedParties)
            }
            return (book, lost)
        } catch {
            throw BookError(error)
        }
    }

    /// What a log knows of keys; the book is let go of.
    private static func known(
        of book: Book
    ) throws(BookError) -> (identity: [UInt8], custody: Custody, parties: Set<UInt64>) {
        var parties: Set<UInt64> = []
        try book.eachFact { fact in
            if fact.party != 0 { parties.insert(fact.party) }
            return true
        }
        return (book.identity, try book.custody(), parties)
    }

    /// The book's keys as a file, which is what can be copied and rewritten.
    private func keyFile() throws(BookError) -> KeyFile {
        guard let file = try requireVault().keys as? KeyFile else {
            throw BookError(
                .input,
                code: "key-store",
                "the book's keys are not in a file",
                next: "copy and rotate them where they are kept"
            )
        }
        return file
    }

    private func note(_ order: CustodyOrder, actor: String) async throws(BookError) {
        let receipt = try await submit(.custody(order), actor: actor)
        guard let refusal = receipt.refusal else { return }
        throw BookError(.internal, code: refusal.reason.name, "what was done was not noted")
    }
}
