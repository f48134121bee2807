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
        do { return try file.backup(to: path) } catch { throw BookError(error) }
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
