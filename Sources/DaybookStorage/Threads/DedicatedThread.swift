internal import Glibc

/// An operating-system thread of its own: LMDB ties a write transaction to the thread that began
/// it, and a commit waits for the disk, which no thread of a shared pool should.
package enum DedicatedThread {
    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts a detached thread that runs `body` once.
    ///
    /// - Parameter name: What the system's tools call it, at most 15 bytes.
    /// - Throws: ``StorageError`` when the system gives no thread.
    package static func start(
        named name: String,
        _ body: @escaping @Sendable () -> Void
    ) throws(StorageError) {
        // The thread takes over the reference and releases it when `body` has returned.
        let start = unsafe Unmanaged.passRetained(Start(name, body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                if let argument = unsafe argument {
                    let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
                    DedicatedThread.call(start.name)
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

    /// Gives the thread that calls it a name, where the system has names: a thread without one works
    /// as well.
    private static func call(_ name: String) {
        let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        defer { close(file) }
        let bytes = Array(name.utf8)
        // Safe: the buffer lives for the call.
        _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
    }
}
