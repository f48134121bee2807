internal import DaybookDomain
package import DaybookStorage

/// Decides batches and commits each once: the part of the writer that has no thread of its own.
///
/// Used by one thread at a time: the writer's, or that of a bulk import which has the book for
/// itself.
package final class Committer {
    private let log: Log
    private let live: LiveState
    private var desk: Desk
    /// Set after a commit whose outcome is unknown: nothing is written any more.
    private(set) var isPoisoned = false

    /// A committer over a log whose facts the live state has folded.
    package init(_ log: Log, live: LiveState) throws {
        self.log = log
        self.live = live
        let known = live.deciding()
        desk = Desk(slots: known.slots, custody: known.custody, position: known.position)
        try loadTail(through: known.position)
    }

    private func loadTail(through position: UInt64) throws {
        let base = max(1, position / TailFacts.block * TailFacts.block)
        guard base <= position else { return }
        try log.scan(Fact.self, from: base, through: position) { page in
            for index in page.indices { desk.tail.append(page[index]) }
            return true
        }
    }

    /// Decides each submission in order against the state at its position, commits all of it once,
    /// and folds it into the queried state. Returns one result for each.
    ///
    /// What was committed is answered as committed, also when it can't be folded: then the queried
    /// state says nothing any more, and no further command is taken.
    ///
    /// - Parameter milliseconds: The clock, since the epoch.
    package func commit(
        _ batch: [Submission],
        at milliseconds: Int64
    ) -> [Result<Receipt, EngineError>] {
        if isPoisoned { return batch.map { _ in .failure(Committer.poisoned) } }
        if let fault = live.fault { return batch.map { _ in .failure(fault) } }
        do {
            return try attempt(batch, at: milliseconds)
        } catch {
            restore()
            let failure = Committer.failure(error)
            if failure.code == .outcomeUnknown {
                isPoisoned = true
                return batch.map { _ in .failure(failure) }
            }
            guard batch.count > 1 else { return [.failure(failure)] }
            // One of them broke the transaction: decide them by halves, so that it fails alone and
            // the others still share their flushes.
            let half = batch.count / 2
            return commit(Array(batch[..<half]), at: milliseconds)
                + commit(Array(batch[half...]), at: milliseconds)
        }
    }

    private func attempt(
        _ batch: [Submission],
        at milliseconds: Int64
    ) throws -> [Result<Receipt, EngineError>] {
        var results: [Result<Receipt, EngineError>] = []
        results.reserveCapacity(batch.count)
        var appended: [Fact] = []
        // A full disk must not keep anybody from reading what a patient wrote. A batch that holds
        // anything else stops at the floor, and is then decided one by one.
        let mayUseReserve = batch.allSatisfy(\.command.mayUseReserve)
        let newest = try log.append(at: milliseconds, mayUseReserve: mayUseReserve) { appender in
            try desk.catchUp(appender, &appended)
            for submission in batch {
                results.append(
                    try desk.handle(submission, &appender, log: log, &appended)
                )
            }
            return desk.position
        }
        desk.tail.dropCompleteBlocks()
        // The commit stands, whatever comes now: from here on nothing may throw.
        if !appended.isEmpty { live.follow(log, through: newest) }
        return results
    }

    /// Takes the committed state anew: what the failed transaction had decided never happened.
    private func restore() {
        let known = live.deciding()
        var tail = desk.tail
        tail.truncate(through: known.position)
        // A new desk: what it remembers of actors may have been decided by the failed transaction
        // too.
        desk = Desk(slots: known.slots, custody: known.custody, position: known.position)
        desk.tail = tail
    }

    private static let poisoned = EngineError(
        .outcomeUnknown,
        "an earlier commit failed"
    )

    private static func failure(_ error: any Error) -> EngineError {
        switch error {
        case let error as EngineError: error
        case let error as StorageError:
            error.code == .outcomeUnknown || error.code == .poisoned
                ? EngineError(.outcomeUnknown, error.message, storage: error)
                : EngineError(.storage, error.description, storage: error)
        default: EngineError(.storage, "the log refused the transaction")
        }
    }
}

extension Command {
    /// Whether it may be appended below the floor of free disk space: opening what a patient wrote,
    /// and saving the keys before the disk is worked on.
    fileprivate var mayUseReserve: Bool {
        switch self {
        case .access, .custody(.noteKeyBackup): true
        default: false
        }
    }
}
