internal import Glibc

/// Whose turn it is to write, over all threads and processes.
///
/// LMDB has a lock of its own for this, a robust mutex in shared memory. When a process is killed
/// just as it is woken to take that lock, the wake-up can be lost with it, and every other process
/// waits for ever for a lock that nobody holds. So nobody waits there: the kernel's own lock on the
/// data file comes first, and the kernel hands that on whoever dies.
@safe
final class WriterTurn: @unchecked Sendable {
    // Allocated once and never moved, as POSIX demands. The kernel's lock belongs to the open file,
    // which all threads of a process share, so they take turns by this one.
    private let threads: UnsafeMutablePointer<pthread_mutex_t>
    private let descriptor: Int32
    private let path: String

    /// - Parameter descriptor: the data file's, open as long as this value lives.
    init(descriptor: Int32, path: String) {
        unsafe threads = .allocate(capacity: 1)
        unsafe pthread_mutex_init(threads, nil)
        self.descriptor = descriptor
        self.path = path
    }

    deinit {
        unsafe pthread_mutex_destroy(threads)
        unsafe threads.deallocate()
    }

    /// Waits for the turn. Whoever has it gives it back on the same thread.
    func take() throws(StorageError) {
        unsafe pthread_mutex_lock(threads)
        while flock(descriptor, LOCK_EX) != 0 {
            let code = errno
            guard code != EINTR else { continue }
            unsafe pthread_mutex_unlock(threads)
            throw StorageError(errno: code, doing: "waiting to write", path: path)
        }
    }

    /// Gives the turn to the next.
    func give() {
        _ = flock(descriptor, LOCK_UN)
        unsafe pthread_mutex_unlock(threads)
    }
}
