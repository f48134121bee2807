/// Appends batches of commits to a log on a thread of its own, one after the other, while the next is
/// being read.
///
/// One batch is appended and one is filled: whoever fills waits for the other.
final class BatchAppender: @unchecked Sendable {
    // All below is guarded by the signal, on which at most one of the two threads waits: the thread
    // for a batch, and whoever fills for the thread.
    private let signal = Signal()
    private var log: Log?
    /// What is to be appended or is being appended.
    private var batch = CommitBatch()
    private var isWorking = false
    private var isClosed = false
    private var hasEnded = false
    private var fault: StorageError?

    /// - Throws: ``StorageError`` when the system gives no thread.
    init(_ log: Log) throws(StorageError) {
        self.log = log
        try DedicatedThread.start(named: "daybook-import") { [self] in work() }
    }

    /// Hands a batch over once the one before is appended, and leaves an empty one in its place.
    ///
    /// - Throws: ``StorageError``; the fault of a batch before this one, which is not taken then.
    func append(_ filled: inout CommitBatch) throws(StorageError) {
        try wait()
        guard !filled.isEmpty else { return }
        signal.locked(wake: true) {
            swap(&batch, &filled)
            isWorking = true
        }
    }

    /// Waits until everything handed over is appended.
    func wait() throws(StorageError) {
        let found = signal.waiting(until: { !isWorking }) { fault }
        if let found { throw found }
    }

    /// Ends the thread, and lets go of the log before this returns.
    func close() {
        signal.waiting(until: { !isWorking }) { isClosed = true }
        signal.locked(wake: true) {}
        signal.waiting(until: { hasEnded }) { log = nil }
    }

    private func work() {
        while signal.waiting(until: { isWorking || isClosed }, { isWorking }) {
            let found = appendWaiting()
            signal.locked(wake: true) {
                fault = fault ?? found
                batch.removeAll()
                isWorking = false
            }
        }
        signal.locked(wake: true) { hasEnded = true }
    }

    /// While it works nobody else touches the batch.
    private func appendWaiting() -> StorageError? {
        guard let log, let first = batch.entries.first else { return nil }
        do {
            try log.append(at: first.recordedAt) { appender in
                try appender.append(batch) { .importMismatch($1, line: $0.line) }
            }
            return nil
        } catch {
            return error as? StorageError
                ?? .importMismatch("it cannot be appended", line: first.line)
        }
    }
}
