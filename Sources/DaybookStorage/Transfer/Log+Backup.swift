internal import Glibc

extension Log {
    /// Copies the log, consistent and compacted, to a new book at `directory`, while it is in use.
    ///
    /// File, directory and the directory above are flushed before the copy gets its name. Keys and
    /// snapshots are not in it.
    ///
    /// - Throws: ``StorageError``; `alreadyExists` if there is something there, `busy` if
    ///   another process is writing a backup there.
    package func backup(to directory: String) throws(StorageError) {
        let target = FileSystem.trimmed(directory)
        try Log.checkNothing(at: target)
        let passing = target + ".partial"
        try FileSystem.makeDirectory(passing)
        let lock = try CopyLock(writing: passing)
        defer { withExtendedLifetime(lock) {} }
        // Another may have finished since.
        try Log.checkNothing(at: target)
        for name in ["/log/data.mdb", "/log"] { try FileSystem.remove(passing + name) }
        try FileSystem.makeDirectory(passing + "/log")
        let file = try OpenFile(passing + "/log/data.mdb", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        try environment.copy(to: file.descriptor)
        try file.sync()
        try FileSystem.syncDirectory(passing + "/log")
        try FileSystem.syncDirectory(passing)
        try FileSystem.rename(passing, to: target)
        try FileSystem.syncDirectory(FileSystem.parent(of: target))
    }

    static func checkNothing(at target: String) throws(StorageError) {
        guard try FileSystem.status(target) == nil else {
            throw StorageError(
                .alreadyExists,
                "there is something at \(target)",
                nextStep: "name a directory that is not there yet"
            )
        }
    }

    /// Puts the log of a backup into `book`, after it has verified the copy from its first commit.
    ///
    /// A log that is there is kept as `log.replaced`, for an operator to remove. The book must not
    /// be open in any process. Run it in a child process: see ``LogVerifier``. After an interruption
    /// it is begun anew, with the log that was there.
    ///
    /// - Returns: the head of the restored log.
    /// - Throws: ``StorageError``; `mismatch` with what is wrong with the backup, or that it is
    ///   another book's, `busy` if it is still being written; nothing has been replaced then.
    package static func restore(
        from backup: String,
        to book: String
    ) throws(StorageError) -> LogHead {
        let replaced = book + Log.replacedName
        let staging = book + Log.stagingName
        if try isHalfRestored(book) { try FileSystem.rename(replaced, to: book + "/log") }
        guard try FileSystem.status(replaced) == nil else {
            throw StorageError(
                .alreadyExists,
                "a log replaced earlier is at \(replaced)",
                nextStep: "move or remove it"
            )
        }
        try Preflight.checkUnused(directory: book + "/log")
        try unstage(staging)
        let isNew = try FileSystem.status(book) == nil
        let head: LogHead
        do throws(StorageError) {
            head = try stage(backup, staging, book)
        } catch {
            // A copy that nobody can use is not left to fill the volume.
            try? unstage(staging)
            if isNew { try? FileSystem.remove(book) }
            throw error
        }
        try setAside(book)
        try FileSystem.rename(staging + "/log", to: book + "/log")
        try FileSystem.remove(staging)
        try FileSystem.syncDirectory(book)
        try FileSystem.syncDirectory(FileSystem.parent(of: book))
        return head
    }

    /// Copies a backup beside the log whose place it is to take, and verifies the copy.
    private static func stage(
        _ backup: String,
        _ staging: String,
        _ book: String
    ) throws(StorageError) -> LogHead {
        let lock = try CopyLock(reading: backup)
        defer { withExtendedLifetime(lock) {} }
        try FileSystem.makeDirectory(book)
        try FileSystem.makeDirectory(staging)
        try FileSystem.makeDirectory(staging + "/log")
        try FileSystem.copy(backup + "/log/data.mdb", to: staging + "/log/data.mdb")
        let head = try verified(staging)
        try checkSameBook(staging, book)
        try FileSystem.remove(staging + "/log/lock.mdb")
        try FileSystem.syncDirectory(staging + "/log")
        return head
    }

    private static func unstage(_ staging: String) throws(StorageError) {
        for name in ["/log/data.mdb", "/log/lock.mdb", "/log", ""] {
            try FileSystem.remove(staging + name)
        }
    }

    private static let replacedName = "/log.replaced"
    private static let stagingName = "/restoring"

    /// Whether a restore ended between the two renamings that put one log in another's place: until
    /// the next, the book has none.
    static func isHalfRestored(_ book: String) throws(StorageError) -> Bool {
        guard try FileSystem.status(book + "/log") == nil,
            try FileSystem.status(book + replacedName) != nil
        else { return false }
        return try FileSystem.status(book + stagingName + "/log") != nil
    }

    /// Gives the log that is there its other name, unless somebody has opened it meanwhile.
    private static func setAside(_ book: String) throws(StorageError) {
        guard try FileSystem.status(book + "/log") != nil else { return }
        try FileSystem.rename(book + "/log", to: book + replacedName)
        do throws(StorageError) {
            try Preflight.checkUnused(directory: book + replacedName)
        } catch {
            try FileSystem.rename(book + replacedName, to: book + "/log")
            throw error
        }
    }

    /// Refuses the log of another book in the place of one that can be read.
    private static func checkSameBook(
        _ staging: String,
        _ book: String
    ) throws(StorageError) {
        guard try FileSystem.status(book + "/log") != nil, let own = try? identity(of: book) else {
            return
        }
        guard try identity(of: staging) == own else {
            throw StorageError(
                .mismatch,
                "the backup is of another book",
                nextStep: "restore it into a directory of its own"
            )
        }
    }

    /// The identity of a log whose pages are sound; nil if they are not: it is not to be mapped.
    private static func identity(of book: String) throws(StorageError) -> [UInt8]? {
        guard try PageWalker.walk(book: book) == nil else { return nil }
        return try Log(opening: book, options: LogOptions(readOnly: true)).identity
    }

    private static func verified(_ book: String) throws(StorageError) -> LogHead {
        if let damage = try PageWalker.walk(book: book) { throw unfit(damage) }
        switch try LogVerifier(Log(opening: book, options: LogOptions(readOnly: true))).verify() {
        case .sound(let report): return report.head
        case .damaged(let damage): throw unfit(damage)
        }
    }

    private static func unfit(_ damage: Damage) -> StorageError {
        StorageError(
            .mismatch,
            "the backup is damaged: \(damage)",
            nextStep: "use another backup",
            table: damage.table,
            position: damage.position
        )
    }
}

extension FileSystem {
    /// Copies a file's bytes to a new file and flushes it.
    static func copy(_ source: String, to target: String) throws(StorageError) {
        let input = try OpenFile(source, O_RDONLY | O_NOFOLLOW)
        let output = try OpenFile(target, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW)
        let step = 1 << 20
        var offset: UInt64 = 0
        while true {
            let bytes = try input.read(at: offset, count: step)
            if bytes.isEmpty { break }
            try output.write(bytes)
            offset &+= UInt64(bytes.count)
        }
        try output.sync()
    }
}
