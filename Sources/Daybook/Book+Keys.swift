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
    /// Keep it apart from the book's own backups, and note where it is: an erasure is only complete
    /// when the key backups made before it are destroyed.
    public func backupKeys(to path: String) throws(BookError) -> KeyCheck {
        do {
            let file = try KeyFile.open(
                options.keyPath ?? Book.defaultKeyPath(directory),
                bookIdentity: identity,
                random: options.random
            )
            return try file.backup(to: path)
        } catch {
            throw BookError(error)
        }
    }
}
