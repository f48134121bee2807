internal import Glibc

/// An operating-system thread of its own: LMDB ties a write transaction to the thread that began
/// it, and a commit waits for the disk, which no thread of a shared pool should.
package enum DedicatedThread {
    private final class Start {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Starts a detached thread that runs `body` once.
    ///
    /// - Throws: ``StorageError`` when the system gives no thread.
    package static func start(_ body: @escaping @Sendable () -> Void) throws(StorageError) {
        // The thread takes over the reference and releases it when `body` has returned.
        let start = unsafe Unmanaged.passRetained(Start(body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                if let argument = unsafe argument {
                    let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                    start.body()
                }
                return nil
            },
            start.toOpaque()
        )
        guard code == 0 else {
            unsafe start.release()
            throw StorageError(.busy, "the system gives no thread", cause: code)
        }
        pthread_detach(thread)
    }
}
