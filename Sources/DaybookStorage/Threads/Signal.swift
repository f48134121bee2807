internal import Glibc

/// A lock with a condition: what the writer's thread sleeps on until there is work.
///
/// The one use of pthread conditions; the standard library's `Mutex` has none.
@safe
package final class Signal: @unchecked Sendable {
    // Allocated once and never moved, as POSIX demands; freed when the last user is gone.
    private let lock: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    package init() {
        unsafe lock = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe pthread_mutex_init(lock, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(lock)
        unsafe condition.deallocate()
        unsafe lock.deallocate()
    }

    /// Runs `body` alone, then wakes who waits if `body` says so.
    package func locked<Result>(wake: Bool = false, _ body: () throws -> Result) rethrows -> Result
    {
        unsafe pthread_mutex_lock(lock)
        defer {
            unsafe pthread_mutex_unlock(lock)
            // After the lock, which whoever is woken needs first of all.
            if wake { unsafe pthread_cond_signal(condition) }
        }
        return try body()
    }

    /// Waits until `isReady` holds, then runs `body`, both alone.
    package func waiting<Result>(until isReady: () -> Bool, _ body: () -> Result) -> Result {
        unsafe pthread_mutex_lock(lock)
        defer { unsafe pthread_mutex_unlock(lock) }
        while !isReady() { unsafe pthread_cond_wait(condition, lock) }
        return body()
    }
}
