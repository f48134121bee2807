package import DaybookStorage
internal import Synchronization

/// The one writer of a process: an inbox, a thread, one commit for all that waits.
///
/// The disk's flush is the batching window: while one commit is being made durable, the next batch
/// gathers. A caller that is cancelled does not take its command back once it is in the inbox.
package final class Writer: Sendable {
    private let inbox = Inbox()
    private let stopped = StopGate()

    /// Starts the writer's thread.
    ///
    /// - Parameter clock: Milliseconds since the epoch.
    package init(
        _ log: Log,
        live: LiveState,
        clock: @escaping @Sendable () -> Int64
    ) throws {
        let inbox = inbox
        let stopped = stopped
        // The committer is made here, so that its errors are thrown to the caller, and then belongs
        // to the thread.
        let committer = Handover(try Committer(log, live: live))
        try DedicatedThread.start(named: "daybook-writer") {
            Writer.work(committer, inbox, clock)
            stopped.open()
        }
    }

    /// A function of its own, so that the committer, and the log with it, is let go of before
    /// whoever waits for the end goes on: the book may then be opened again at once.
    @inline(never)
    private static func work(
        _ handover: Handover<Committer>,
        _ inbox: Inbox,
        _ clock: @Sendable () -> Int64
    ) {
        guard let committer = handover.take() else { return }
        while let batch = inbox.take() {
            let results = committer.commit(batch.map(\.submission), at: clock())
            for (pending, result) in zip(batch, results) { pending.reply(result) }
        }
    }

    /// Puts a command in and calls back when its answer is durable, or at once when it can't be
    /// taken.
    package func submit(
        _ submission: Submission,
        _ reply: @escaping @Sendable (Result<Receipt, EngineError>) -> Void
    ) {
        if let refused = inbox.put(Inbox.Pending(submission: submission, reply: reply)) {
            reply(.failure(refused))
        }
    }

    /// Puts a command in and waits for its durable answer.
    package func submit(_ submission: Submission) async throws(EngineError) -> Receipt {
        let result = await withCheckedContinuation { continuation in
            submit(submission) { continuation.resume(returning: $0) }
        }
        return try result.get()
    }

    /// Lets no more in, handles what waits, and returns when the thread has ended.
    package func stop() {
        inbox.close()
        stopped.wait()
    }
}

/// Carries a value that only one thread uses at a time into that thread, which takes it once.
private final class Handover<Value>: @unchecked Sendable {
    private var value: Value?

    init(_ value: Value) {
        self.value = value
    }

    func take() -> Value? {
        defer { value = nil }
        return value
    }
}

/// Opens once; waiting before that blocks.
private final class StopGate: @unchecked Sendable {
    private let signal = Signal()
    private var isOpen = false

    func open() {
        signal.locked(wake: true) { isOpen = true }
    }

    func wait() {
        // Passes the wake-up on, so that every waiter gets it.
        signal.waiting(until: { isOpen }) {}
        signal.locked(wake: true) {}
    }
}

extension Writer {
    /// Puts commands in, in order, and waits for all answers. Where the inbox is full the rest
    /// waits its turn, so that an import is slowed down rather than refused.
    package func submit(all submissions: [Submission]) async -> [Result<Receipt, EngineError>] {
        var results: [Result<Receipt, EngineError>] = []
        results.reserveCapacity(submissions.count)
        var rest = submissions[...]
        while !rest.isEmpty {
            let answered = await submit(upToFull: rest.prefix(EngineLimits.commandsPerCommit))
            results += answered
            rest = rest.dropFirst(answered.count)
            // Others have filled the inbox: a commit makes room. A task of its own sleeps also where
            // the caller was cancelled.
            if answered.isEmpty {
                await Task { try? await Task.sleep(for: .milliseconds(1)) }.value
            }
        }
        return results
    }

    /// Puts submissions in until the inbox is full, and waits for the answers of those that are in:
    /// what comes after one that was not taken is not taken either, so that order is kept.
    private func submit(
        upToFull chunk: ArraySlice<Submission>
    ) async -> ArraySlice<Result<Receipt, EngineError>> {
        let all = await withCheckedContinuation { continuation in
            let answers = Answers(count: chunk.count) { continuation.resume(returning: $0) }
            let pending = chunk.enumerated().map { index, submission in
                Inbox.Pending(submission: submission) { answers.put($0, at: index) }
            }
            let (taken, fault) = inbox.put(all: pending)
            guard let fault else { return }
            for one in pending[taken...] { one.reply(.failure(fault)) }
        }
        return all.prefix { result in
            if case .failure(let error) = result { error.code != .overloaded } else { true }
        }
    }
}

/// Gathers the answers of one chunk and hands them on when the last is there.
private final class Answers: Sendable {
    private let held: Mutex<(results: [Result<Receipt, EngineError>?], missing: Int)>
    private let finish: @Sendable ([Result<Receipt, EngineError>]) -> Void

    init(count: Int, _ finish: @escaping @Sendable ([Result<Receipt, EngineError>]) -> Void) {
        held = Mutex((Array(repeating: nil, count: count), count))
        self.finish = finish
    }

    func put(_ result: Result<Receipt, EngineError>, at index: Int) {
        let complete = held.withLock { held -> [Result<Receipt, EngineError>]? in
            held.results[index] = result
            held.missing -= 1
            return held.missing == 0 ? held.results.compactMap(\.self) : nil
        }
        if let complete { finish(complete) }
    }
}
