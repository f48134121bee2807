internal import Glibc

/// Who may write a copy of a log, or reads one that nobody may write meanwhile, over all processes: the
/// kernel's lock on the copy's directory, which goes with whoever dies and leaves no file behind.
package struct CopyLock: ~Copyable {
    private let directory: OpenFile

    /// Takes the lock to write the copy in `directory`, which must be there.
    ///
    /// - Throws: ``StorageError``; `busy` if another copy is being written there.
    package init(writing directory: String) throws(StorageError) {
        let opened = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
        try CopyLock.take(LOCK_EX, of: opened)
        // Whoever had it may have finished: then the name leads elsewhere, or nowhere.
        let there = try? OpenFile(directory, O_RDONLY | O_DIRECTORY).status().identity
        guard try opened.status().identity == there else { throw CopyLock.busy(directory) }
        self.directory = opened
    }

    /// Takes the lock to read the copy in `directory`, with others who read it. Where the volume has
    /// no such locks there is nothing to wait for.
    ///
    /// - Throws: ``StorageError``; `busy` if it is being written.
    package init(reading directory: String) throws(StorageError) {
        let opened = try OpenFile(directory, O_RDONLY | O_DIRECTORY)
        do throws(StorageError) {
            try CopyLock.take(LOCK_SH, of: opened)
        } catch {
            guard error.code != .busy else { throw error }
        }
        self.directory = opened
    }

    private static func take(_ kind: Int32, of file: borrowing OpenFile) throws(StorageError) {
        while flock(file.descriptor, kind | LOCK_NB) != 0 {
            switch errno {
            case EINTR: continue
            case EWOULDBLOCK: throw busy(file.path)
            default: throw StorageError(errno: errno, doing: "locking", path: file.path)
            }
        }
    }

    private static func busy(_ path: String) -> StorageError {
        StorageError(
            .busy,
            "a copy is being written to \(path)",
            nextStep: "wait until it has ended, or end it; or name another directory"
        )
    }
}
