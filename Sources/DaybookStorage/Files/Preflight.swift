internal import Glibc

/// What is checked before a log's file is mapped, because LMDB would answer it with a signal, with
/// silent harm, or not at all. Nothing is changed but the space of the lock file.
enum Preflight {
    /// Checks the directory of an environment and its files.
    ///
    /// - Returns: the identity of the data file.
    static func check(
        directory: String,
        options: LogOptions
    ) throws(StorageError) -> FileIdentity {
        try checkOwnership(directory, isDirectory: true, options: options)
        let data = directory + "/data.mdb"
        try checkOwnership(data, isDirectory: false, options: options)
        guard options.allowsNetworkFileSystem || !FileSystem.isOnNetwork(directory) else {
            throw StorageError(
                .networkFileSystem,
                "\(directory) is on a network or user-space file system",
                nextStep: "move the book to a local disk"
            )
        }
        let file = try OpenFile(data, O_RDONLY | O_NOFOLLOW)
        let status = try file.status()
        let meta = try MetaPage.newest(in: file)
        let pages = meta.lastPage.addingReportingOverflow(1)
        let needed = pages.partialValue.multipliedReportingOverflow(by: UInt64(meta.pageBytes))
        if pages.overflow || needed.overflow || needed.partialValue > status.bytes {
            try checkMissingTail(data, meta, status)
        }
        return status.identity
    }

    /// Gives the lock file its space: LMDB writes to it through a map, and a full volume would
    /// kill the process there.
    static func prepareLockFile(
        directory: String,
        options: LogOptions
    ) throws(StorageError) {
        let path = directory + "/lock.mdb"
        if try FileSystem.status(path) != nil {
            try checkOwnership(path, isDirectory: false, options: options)
        }
        do throws(StorageError) {
            let file = try OpenFile(path, O_RDWR | O_CREAT | O_NOFOLLOW)
            let bytes = try file.status().bytes
            try file.allocate(bytes: bytes == 0 ? Limits.lockFileBytes : Int(clamping: bytes))
        } catch {
            // LMDB reads without a lock file where none can be made.
            guard options.readOnly, error.cause == EROFS else { throw error }
        }
    }

    /// Refuses a log that this or another process has open, by LMDB's own lock on its lock file.
    static func checkUnused(directory: String) throws(StorageError) {
        let inUse = StorageError(
            .alreadyOpen,
            "\(directory) is open",
            nextStep: "stop whoever uses the book"
        )
        if let data = try FileSystem.status(directory + "/data.mdb") {
            // First: opening and closing the lock file here would release this process's locks.
            if OpenLogs.contains(data.identity) { throw inUse }
        }
        let path = directory + "/lock.mdb"
        guard try FileSystem.status(path) != nil else { return }
        let file = try OpenFile(path, O_RDWR | O_NOFOLLOW)
        var probe = flock()
        probe.l_type = Int16(F_WRLCK)
        probe.l_whence = Int16(SEEK_SET)
        probe.l_len = 1
        // Safe: the structure outlives the call.
        guard unsafe fcntl(file.descriptor, F_GETLK, &probe) == 0 else {
            throw StorageError(errno: errno, doing: "asking for locks on", path: path)
        }
        if probe.l_type != Int16(F_UNLCK) { throw inUse }
    }

    private static func checkOwnership(
        _ path: String,
        isDirectory: Bool,
        options: LogOptions
    ) throws(StorageError) {
        guard let status = try FileSystem.status(path) else {
            throw StorageError(
                .missing,
                "there is no log at \(path)",
                nextStep: "check the path, or create the book",
                cause: ENOENT
            )
        }
        guard isDirectory ? status.isDirectory : status.isFile else {
            throw StorageError(
                .unsafePermissions,
                "\(path) is a link or not what it should be",
                nextStep: "give the real path"
            )
        }
        let user = geteuid()
        guard status.owner == user || (options.readOnly && user == 0) else {
            throw StorageError(
                .unsafePermissions,
                "\(path) belongs to user \(status.owner), not to \(user)",
                nextStep: "run as the book's owner"
            )
        }
        guard status.mode & 0o022 == 0 else {
            throw StorageError(
                .unsafePermissions,
                "others may write \(path)",
                nextStep: "chmod go-w on the book and its files"
            )
        }
    }

    /// A file that ends before its last page is whole only if no page in use lies beyond its end:
    /// LMDB does not write pages that were taken and given back within one commit.
    private static func checkMissingTail(
        _ path: String,
        _ meta: MetaPage,
        _ status: FileSystem.Status
    ) throws(StorageError) {
        guard try PageWalker.walk(dataFile: path) != nil else { return }
        throw StorageError(
            .truncated,
            "data.mdb has \(status.bytes) bytes but refers to page \(meta.lastPage)",
            nextStep: "restore from a backup",
            position: meta.lastPage
        )
    }
}
