internal import DaybookStorage

/// What waits for the writer, bounded in number and bytes: overload is an answer at once, not a
/// wait.
final class Inbox: @unchecked Sendable {
    /// One submission and whom to tell.
    struct Pending: Sendable {
        let submission: Submission
        let reply: @Sendable (Result<Receipt, EngineError>) -> Void
    }

    // All state is touched only while `signal` is locked.
    private let signal = Signal()
    private var waiting: [Pending] = []
    private var bytes = 0
    private var isClosed = false

    /// Puts a submission in, or says at once why not.
    func put(_ pending: Pending) -> EngineError? { put(all: [pending]).fault }

    /// Puts submissions in, in their order, until one can't be taken: those that are in are there for
    /// the same batch.
    ///
    /// - Returns: How many are in, and why the next is not.
    func put(all pending: [Pending]) -> (taken: Int, fault: EngineError?) {
        signal.locked(wake: true) {
            if isClosed { return (0, EngineError(.stopped, "the writer has stopped")) }
            for (index, one) in pending.enumerated() {
                let weight = one.submission.weight
                guard waiting.count < EngineLimits.inboxCommands,
                    bytes + weight <= EngineLimits.inboxBytes
                else {
                    let count = waiting.count
                    return (
                        index,
                        EngineError(
                            .overloaded,
                            "\(count) commands wait already; try again later"
                        )
                    )
                }
                waiting.append(one)
                bytes += weight
            }
            return (pending.count, nil)
        }
    }

    /// Takes a batch, waiting until there is one; `nil` once closed and empty.
    func take() -> [Pending]? {
        signal.waiting(until: { !waiting.isEmpty || isClosed }) {
            guard !waiting.isEmpty else { return nil }
            var count = 0
            var taken = 0
            while count < waiting.count, count < EngineLimits.commandsPerCommit,
                count == 0 || taken < EngineLimits.bytesPerCommit
            {
                taken += waiting[count].submission.weight
                count += 1
            }
            bytes -= taken
            if count == waiting.count {
                let batch = waiting
                waiting.removeAll(keepingCapacity: true)
                return batch
            }
            let batch = Array(waiting[..<count])
            waiting.removeFirst(count)
            return batch
        }
    }

    /// Lets no more in; what waits is still handled.
    func close() {
        signal.locked(wake: true) { isClosed = true }
    }
}
