internal import Glibc

/// An open regular file that belongs to this user alone: the vault's only door to the file system,
/// and the only place of this module where unsafe calls are made.
///
/// Closed when it goes out of scope. Symbolic links are never followed, and the descriptor does not
/// survive an exec.
struct OwnedFile: ~Copyable, Sendable {
    /// What tells one file from another that took its name.
    struct Identity: Sendable, Equatable {
        let device: UInt64
        let node: UInt64
    }

    private let descriptor: Int32
    /// The name it was opened or renamed by.
    private(set) var path: String

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        close(descriptor)
    }

    /// Opens an existing file for reading and, if asked, writing.
    ///
    /// Refuses links, other kinds of files, other owners, and modes that let others in.
    static func open(_ path: String, writing: Bool) throws(VaultError) -> OwnedFile {
        try checkPath(path)
        // Not blocking: a named pipe in the file's place must not hang the process.
        let flags = (writing ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        let descriptor = unsafe Glibc.open(path, flags)
        guard descriptor >= 0 else { throw refusal(errno, path, "open") }
        let file = OwnedFile(descriptor: descriptor, path: path)
        try file.checkOwnership()
        return file
    }

    /// Creates a file that only this user may use; the name must be free.
    static func create(_ path: String) throws(VaultError) -> OwnedFile {
        try checkPath(path)
        let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = unsafe Glibc.open(path, flags, 0o600)
        guard descriptor >= 0 else { throw refusal(errno, path, "create") }
        let file = OwnedFile(descriptor: descriptor, path: path)
        // Whatever the process's mask took away, the owner may read and write.
        guard fchmod(descriptor, 0o600) == 0 else { throw refusal(errno, path, "set the mode of") }
        try file.checkOwnership()
        return file
    }

    /// The same open file, with the same lock, under a descriptor of its own.
    func duplicate() throws(VaultError) -> OwnedFile {
        let second = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard second >= 0 else { throw OwnedFile.refusal(errno, path, "use") }
        return OwnedFile(descriptor: second, path: path)
    }

    private func checkOwnership() throws(VaultError) {
        let status = try status()
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw VaultError(
                .notRegular,
                "\(path) is not a regular file.",
                next: "Name the key file itself."
            )
        }
        guard status.st_uid == geteuid() else {
            throw VaultError(
                .notOwner,
                "\(path) belongs to user \(status.st_uid), not to \(geteuid()).",
                next: "Run as the file's owner, or change its owner after checking who wrote it."
            )
        }
        guard status.st_mode & 0o077 == 0 else {
            throw VaultError(
                .modeTooOpen,
                "\(path) has mode \(String(status.st_mode & 0o7777, radix: 8)): others may use it.",
                next: "Run chmod 600 on it, and think about who may have read it."
            )
        }
    }

    private func status() throws(VaultError) -> stat {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw OwnedFile.refusal(errno, path, "look at")
        }
        return status
    }

    /// The file's length in bytes.
    func length() throws(VaultError) -> Int {
        Int(try status().st_size)
    }

    /// Which file this is.
    func identity() throws(VaultError) -> Identity {
        let status = try status()
        return Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    }

    /// Which file stands at a path now (a link itself, not what it points to); `nil` if none.
    static func identity(at path: String) throws(VaultError) -> Identity? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw refusal(errno, path, "look at")
        }
        return Identity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    }

    /// `count` bytes from `offset`; fewer where the file ends.
    func read(from offset: Int, count: Int) throws(VaultError) -> [UInt8] {
        guard count > 0 else { return [] }
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                guard let base = buffer.baseAddress else { return }
                let got = unsafe pread(
                    descriptor,
                    base + filled,
                    count - filled,
                    off_t(offset + filled)
                )
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { return }
                filled += got
            }
        }
        guard failure == 0 else { throw OwnedFile.refusal(failure, path, "read") }
        return bytes
    }

    /// Writes all of `bytes` at `offset`.
    func write(_ bytes: [UInt8], at offset: Int) throws(VaultError) {
        var written = 0
        while written < bytes.count {
            let put = unsafe bytes.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                return unsafe pwrite(
                    descriptor,
                    base + written,
                    buffer.count - written,
                    off_t(offset + written)
                )
            }
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw OwnedFile.refusal(put < 0 ? errno : EIO, path, "write") }
            written += put
        }
    }

    /// Cuts the file to `length` bytes.
    func truncate(to length: Int) throws(VaultError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else {
            throw OwnedFile.refusal(errno, path, "cut")
        }
    }

    /// Returns when content and length are on the disk.
    func synchroniseData() throws(VaultError) {
        guard fdatasync(descriptor) == 0 else { throw OwnedFile.refusal(errno, path, "sync") }
    }

    /// Returns when content and everything about the file are on the disk.
    func synchronise() throws(VaultError) {
        guard fsync(descriptor) == 0 else { throw OwnedFile.refusal(errno, path, "sync") }
    }

    /// Takes the file's advisory lock, or reports the store busy after
    /// ``VaultLimits/lockAttemptsMax`` attempts.
    func lock() throws(VaultError) {
        for _ in 0..<VaultLimits.lockAttemptsMax {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw OwnedFile.refusal(errno, path, "lock")
            }
            usleep(1_000)
        }
        throw VaultError(
            .busy,
            "Another process holds the lock of \(path).",
            next: "Find out which process has it open; end it if it hangs, then try again."
        )
    }

    /// Gives the lock back; closing the file does so too.
    func unlock() {
        _ = flock(descriptor, LOCK_UN)
    }
}

extension OwnedFile {
    /// Gives the file at `path` a second name, which must be free.
    static func link(_ path: String, as second: String) throws(VaultError) {
        guard unsafe Glibc.link(path, second) == 0 else { throw refusal(errno, second, "link") }
    }

    /// Puts this file in the place of the one at `target`, at once.
    mutating func rename(to target: String) throws(VaultError) {
        guard unsafe Glibc.rename(path, target) == 0 else {
            throw OwnedFile.refusal(errno, target, "replace")
        }
        path = target
    }

    /// Takes a name away; a name that is not there is as good.
    static func remove(_ path: String) throws(VaultError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw refusal(errno, path, "remove")
        }
    }

    /// Returns when names made, replaced and removed in the path's directory are on the disk.
    static func synchroniseDirectory(of path: String) throws(VaultError) {
        let directory = directory(of: path)
        let descriptor = unsafe Glibc.open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw refusal(errno, directory, "open") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw refusal(errno, directory, "sync") }
    }

    /// Refuses paths that the system would read as another name, and directories where anybody
    /// could put another file in this one's place.
    private static func checkPath(_ path: String) throws(VaultError) {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw VaultError(
                .invalid,
                "The path is empty or holds a zero byte.",
                next: "Name a file."
            )
        }
        let directory = directory(of: path)
        var status = stat()
        guard unsafe stat(directory, &status) == 0 else {
            throw refusal(errno, directory, "look at")
        }
        guard status.st_mode & S_IWOTH == 0 || status.st_mode & S_ISVTX != 0 else {
            throw VaultError(
                .directoryTooOpen,
                "Anybody may replace files in \(directory).",
                next: "Keep the keys in a directory that only their owner may write to."
            )
        }
    }

    private static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func refusal(_ number: Int32, _ path: String, _ verb: String) -> VaultError {
        switch number {
        case ENOENT:
            VaultError(
                .missing,
                "There is no \(path).",
                next: "Check the path; restore the keys from their backup if they are lost."
            )
        case EEXIST:
            VaultError(
                .exists,
                "\(path) already exists.",
                next: "Name a new file; nothing is overwritten."
            )
        case ELOOP:
            VaultError(
                .symbolicLink,
                "\(path) is a symbolic link.",
                next: "Name the key file itself."
            )
        default:
            VaultError(
                .system,
                "The system refused to \(verb) \(path) (error \(number)).",
                next: "See what the system says about the path, its permissions and its disk."
            )
        }
    }
}
