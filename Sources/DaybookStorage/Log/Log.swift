internal import CLMDB
internal import Glibc

/// The log of one book: 64-byte records in order, what varies in length beside them, and the chain
/// that binds them, in one LMDB environment.
///
/// A log may be used from any thread. One append runs at a time, over all processes; readers never
/// wait for it, and each query sees one commit. What ``append(at:mayUseReserve:_:)`` returned
/// normally is on the disk: two device flushes have ended.
///
/// A process opens a log once: a second open of the same directory is refused, and a handle that
/// has lived through a fork refuses every use. The log closes when the last reference to it goes.
package final class Log: Sendable {
    /// The version of the format this code writes, the greatest it reads.
    package static let format: UInt32 = 1

    /// The book's directory; the environment is `log` within it.
    package let directory: String
    /// Names the log for ever: 16 bytes, bound into the chain.
    package let identity: [UInt8]
    /// When the log was created, in milliseconds since 1970 UTC.
    package let created: Int64

    let environment: Environment

    /// Opens the log of the book in `directory`.
    ///
    /// Before anything is mapped it checks owner and modes, the file system, the file's length
    /// against its own page count, and free space; a log of a newer format is left untouched.
    /// What an earlier process left unflushed is flushed before this returns.
    ///
    /// - Throws: ``StorageError``, with the first check that failed.
    package init(
        opening directory: String,
        options: LogOptions = LogOptions()
    ) throws(StorageError) {
        let path = directory + "/log"
        try Log.checkBook(directory)
        let file = try Preflight.check(directory: path, options: options)
        let environment = try Log.openEnvironment(path, file, options, creating: false)
        let meta = try LogMeta.read(environment)
        self.environment = environment
        self.directory = directory
        self.identity = meta.identity
        self.created = meta.created
        environment.refillReserve()
    }

    private static func checkBook(_ directory: String) throws(StorageError) {
        guard directory.utf8.count <= Limits.pathBytes else {
            throw StorageError(.limitExceeded, "the path is too long")
        }
        guard let status = try FileSystem.status(directory) else {
            throw StorageError(
                .missing,
                "there is no book at \(directory)",
                nextStep: "check the path, or create the book"
            )
        }
        guard status.mode & 0o022 == 0 || !status.isDirectory else {
            throw StorageError(
                .unsafePermissions,
                "others may write \(directory)",
                nextStep: "chmod go-w on the book"
            )
        }
        guard try !isHalfRestored(directory) else {
            throw StorageError(
                .missing,
                "a restore into \(directory) was interrupted",
                nextStep: "restore again: it begins with the log that was there"
            )
        }
    }

    /// On a full volume the lock file, if it is missing, takes its space from the reserve.
    private static func prepareLockFile(
        _ path: String,
        _ options: LogOptions
    ) throws(StorageError) {
        do throws(StorageError) {
            try Preflight.prepareLockFile(directory: path, options: options)
        } catch {
            guard error.code == .diskFull else { throw error }
            try SpaceReserve(ofBook: FileSystem.parent(of: path)).release()
            try Preflight.prepareLockFile(directory: path, options: options)
        }
    }

    private static func openEnvironment(
        _ path: String,
        _ file: FileIdentity,
        _ options: LogOptions,
        creating: Bool
    ) throws(StorageError) -> Environment {
        guard OpenLogs.add(file) else {
            throw StorageError(
                .alreadyOpen,
                "this process has \(path) open already",
                nextStep: "share the open log"
            )
        }
        do throws(StorageError) {
            try prepareLockFile(path, options)
            let opened = try OpenedEnvironment.open(
                directory: path,
                identity: file,
                options: options,
                creating: creating
            )
            return Environment(opened, directory: path, options: options)
        } catch {
            OpenLogs.remove(file)
            throw error
        }
    }
}

extension Log {
    /// Makes an empty log in `directory`, which is made too if need be.
    ///
    /// The log is complete under a passing name before it gets its own in one step, and the file,
    /// its directory and the directory above are flushed: after a crash there is a whole log or
    /// none.
    ///
    /// - Parameters:
    ///   - identity: 16 bytes that no other log has; random.
    ///   - created: milliseconds since 1970 UTC.
    /// - Throws: ``StorageError``; `alreadyExists` if there is a log.
    package static func create(
        at directory: String,
        identity: [UInt8],
        created: Int64
    ) throws(StorageError) {
        guard identity.count == Limits.identityBytes else {
            throw StorageError(.invalid, "an identity has \(Limits.identityBytes) bytes")
        }
        try FileSystem.makeDirectory(directory)
        try checkBook(directory)
        try checkFree(directory)
        let path = directory + "/log"
        let passing = directory + Log.creatingName
        for name in ["/data.mdb", "/lock.mdb", ""] { try FileSystem.remove(passing + name) }
        try FileSystem.makeDirectory(passing)
        try make(in: passing, identity: identity, created: created)
        try FileSystem.remove(passing + "/lock.mdb")
        try FileSystem.syncDirectory(passing)
        try FileSystem.rename(passing, to: path)
        try FileSystem.syncDirectory(directory)
        try FileSystem.syncDirectory(FileSystem.parent(of: directory))
    }

    /// What a log is called until it is whole.
    static let creatingName = "/log.creating"

    /// Refuses a directory in which there is a log.
    package static func checkFree(_ directory: String) throws(StorageError) {
        let path = directory + "/log"
        guard try FileSystem.status(path) == nil else {
            throw StorageError(.alreadyExists, "there is a log at \(path)", cause: EEXIST)
        }
    }

    private static func make(
        in path: String,
        identity: [UInt8],
        created: Int64
    ) throws(StorageError) {
        let options = LogOptions()
        let file = try OpenFile(path, O_RDONLY | O_DIRECTORY)
        try FileSystem.checkFreeSpace(
            descriptor: file.descriptor,
            floor: Limits.diskReserveFloorBytes,
            path: path
        )
        let environment = try openEnvironment(
            path,
            try file.status().identity,
            options,
            creating: true
        )
        var transaction = try WriteTransaction(environment)
        try LogMeta(format: format, identity: identity, created: created).write(in: transaction)
        try transaction.commit()
        try environment.sync()
    }
}
