internal import Glibc

/// An open file descriptor, closed when it goes out of scope and never inherited by a child.
struct OpenFile: ~Copyable {
    let descriptor: Int32
    let path: String

    init(_ path: String, _ flags: Int32, mode: mode_t = 0o600) throws(StorageError) {
        let descriptor = unsafe open(path, flags | O_CLOEXEC, mode)
        guard descriptor >= 0 else {
            throw StorageError(errno: errno, doing: "opening", path: path)
        }
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        close(descriptor)
    }

    func status() throws(StorageError) -> FileSystem.Status {
        var found = stat()
        guard unsafe fstat(descriptor, &found) == 0 else {
            throw StorageError(errno: errno, doing: "looking at", path: path)
        }
        return FileSystem.Status(found)
    }

    func sync() throws(StorageError) {
        guard fsync(descriptor) == 0 else {
            throw StorageError(errno: errno, doing: "flushing", path: path)
        }
    }

    /// Gives the first `bytes` bytes space on the volume, without shortening the file.
    func allocate(bytes: Int) throws(StorageError) {
        let code = posix_fallocate(descriptor, 0, off_t(bytes))
        guard code == 0 || code == EOPNOTSUPP || code == EINVAL else {
            throw StorageError(errno: code, doing: "reserving space for", path: path)
        }
    }

    /// Up to `count` bytes from `offset`; fewer at the end of the file.
    func read(at offset: UInt64, count: Int) throws(StorageError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            // Safe: reads are bounded by what is left of the buffer.
            while filled < count {
                let got = unsafe pread(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + filled },
                    count - filled,
                    off_t(clamping: offset) &+ off_t(filled)
                )
                if got < 0, errno == EINTR { continue }
                if got < 0 { failure = errno }
                if got <= 0 { break }
                filled += got
            }
        }
        guard failure == 0 else {
            throw StorageError(errno: failure, doing: "reading", path: path)
        }
        return bytes
    }

    /// Writes all of `bytes` at the descriptor's position.
    func write(_ bytes: [UInt8]) throws(StorageError) {
        var failure: Int32 = 0
        unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count, failure == 0 {
                let put = unsafe Glibc.write(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + done },
                    buffer.count - done
                )
                if put < 0 {
                    if errno != EINTR { failure = errno }
                } else {
                    done += put
                }
            }
        }
        guard failure == 0 else {
            throw StorageError(errno: failure, doing: "writing", path: path)
        }
    }
}
