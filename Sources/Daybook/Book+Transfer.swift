internal import DaybookDomain
internal import DaybookStorage

extension Book {
    /// Writes the whole log as JSON lines (`schemas/log.md`), which another machine or LMDB version
    /// reads.
    ///
    /// - Parameters:
    ///   - withSealed: Whether sealed content and party hashes are in it, or only their digests.
    ///   - write: Takes one line with its line feed; it may throw to stop.
    /// - Returns: The head of what was exported.
    @discardableResult
    public func exportLog(
        withSealed: Bool = true,
        _ write: ([UInt8]) throws -> Void
    ) throws -> BookHead {
        do {
            return BookHead(try log.export(withSealed: withSealed, write))
        } catch let error as StorageError {
            throw BookError(error)
        }
    }

    /// The same into a file, which is whole and durable when this returns, or not there.
    @discardableResult
    public func exportLog(
        to path: String,
        withSealed: Bool = true
    ) throws(BookError) -> BookHead {
        do {
            var head: LogHead?
            try LineFile.write(to: path) { write in
                head = try log.export(withSealed: withSealed, write)
            }
            guard let head else { throw BookError(.internal, code: "internal", "no export") }
            return BookHead(head)
        } catch {
            throw BookError(error)
        }
    }

    /// Makes a book from an export: one with the same digest, or none.
    ///
    /// The keys are not in an export; the book's own key file opens what is sealed.
    ///
    /// - Parameters:
    ///   - path: The export; "-" reads standard input.
    ///   - directory: Where the book is made; nothing may be there.
    ///   - progress: Told now and then how many lines were taken.
    /// - Throws: ``BookError``, naming the first line that does not fit.
    @discardableResult
    public static func importLog(
        from path: String,
        into directory: String,
        progress: ((UInt64) -> Void)? = nil
    ) throws(BookError) -> BookHead {
        do {
            var target = try LogImport(into: directory)
            var lines: UInt64 = 0
            try LineFile.read(path, limit: Limits.exportLineBytes) { line in
                try target.take(line)
                lines &+= 1
                if lines % 1_024 == 0 { progress?(lines) }
            }
            return BookHead(try target.finish())
        } catch {
            throw BookError(error)
        }
    }

    /// Copies the log, consistent and compacted, to a new directory while it is in use; durable
    /// when this returns.
    ///
    /// Keys are not in it: back them up apart, so that nobody who finds one has the other.
    public func backup(to directory: String) throws(BookError) {
        do { try log.backup(to: directory) } catch { throw BookError(error) }
    }

    /// How far the last backup that was noted is behind; `nil` if none was.
    ///
    /// - Complexity: O(log commits).
    public func backupExposure() throws(BookError) -> BackupExposure? {
        guard let (mark, at, path) = Book.backupMark(of: directory) else { return nil }
        let comparison = try compare(with: mark)
        var since: Instant?
        if case .grown = comparison {
            do {
                since = try log.commit(mark.commit + 1).map {
                    Instant(milliseconds: $0.recordedAt)
                }
            } catch {
                throw BookError(error)
            }
        }
        return BackupExposure(
            path: path,
            mark: mark,
            at: at,
            comparison: comparison,
            since: since
        )
    }

    /// Puts the log of a backup into a book, after every byte of it has been verified.
    ///
    /// A log that is there is kept beside it as `log.replaced`. No process may have the book open,
    /// and a damaged backup can end this one: `daybook restore` runs it in a process of its own.
    ///
    /// - Returns: The head of the restored log.
    public static func restore(
        from backup: String,
        to directory: String
    ) throws(BookError) -> BookHead {
        do {
            return BookHead(try Log.restore(from: backup, to: directory))
        } catch {
            throw BookError(error)
        }
    }

    /// Whether there is a log in a directory.
    public static func exists(at directory: String) -> Bool {
        WholeFile.isDirectory(directory + "/log")
    }
}
