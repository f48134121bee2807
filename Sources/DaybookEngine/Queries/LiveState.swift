package import DaybookDomain
package import DaybookStorage
internal import Synchronization

/// The queried copy of the built-in projections: only what is durable is ever folded into it.
///
/// Queries borrow it under a lock for the length of a closure; the writer folds each commit's facts
/// into it before it answers, so whoever got a receipt sees its effect.
package final class LiveState: Sendable {
    struct Held {
        var projections = LiveProjections()
        var position: UInt64 = 0
        /// Snapshots of the two may stand at different places; a fold brings them together.
        var custodyPosition: UInt64 = 0
        /// The log's newest transaction when everything was folded last.
        var transaction: UInt64?
        /// Why it is behind what was committed, for good.
        var fault: EngineError?
        /// Who waits in order, as of when somebody asked last; `nil` if nobody did.
        var waiting: WaitingIndex?
    }

    private let held = Mutex(Held())

    package init() {}

    /// The sequence of the newest fact folded.
    package var position: UInt64 { held.withLock { $0.position } }

    /// Looks at the projections and the position they stand at. Keep it short: the writer waits.
    package func read<Result: Sendable>(
        _ body: (borrowing BookProjections, UInt64) throws -> Result
    ) rethrows -> Result {
        try held.withLock { try body($0.projections.book, $0.position) }
    }

    /// Takes over projections that were folded elsewhere (from a snapshot), unless those here are
    /// further.
    package func replace(_ projections: BookProjections, position: UInt64) {
        held.withLock {
            guard position > $0.position else { return }
            $0.projections.book = projections
            $0.position = position
            $0.waiting = nil
        }
    }

    /// What is kept and what is erased, as of the newest fact folded into it.
    package func custody() -> Custody { held.withLock { $0.projections.custody } }

    /// The newest fact folded into custody, which may be behind or ahead of the rest.
    package var custodyPosition: UInt64 { held.withLock { $0.custodyPosition } }

    /// Takes over custody that was folded elsewhere, unless that here is further.
    package func replace(_ custody: Custody, position: UInt64) {
        held.withLock {
            guard position > $0.custodyPosition else { return }
            $0.projections.custody = custody
            $0.custodyPosition = position
        }
    }

    /// Folds custody alone on to the end of the log: all that an opening book needs.
    ///
    /// - Returns: How many facts were folded.
    @discardableResult
    package func catchUpCustody(with log: Log) throws -> UInt64 {
        try held.withLock { state in
            let before = state.custodyPosition
            try Replayer.fold(
                log,
                into: &state.projections.custody,
                after: &state.custodyPosition
            )
            return state.custodyPosition - before
        }
    }

    /// Makes sure that open time around an instant is expanded, so that queries are fast.
    package func prepare(around now: Instant) {
        held.withLock { $0.projections.book.slots.state.prepareOpenTime(around: now) }
    }

    /// Why nothing is answered any more: a commit could not be folded. `nil` while all is well.
    package var fault: EngineError? { held.withLock { $0.fault } }

    /// Folds what was just committed, through `last`. If it can't, the commit stands all the same,
    /// and this state says nothing any more: an answer from before it would be a false one.
    func follow(_ log: Log, through last: UInt64) {
        do {
            try catchUp(with: log, through: last)
        } catch {
            let cause = (error as? StorageError)?.description ?? "the log could not be read"
            held.withLock { state in
                state.fault =
                    state.fault
                    ?? EngineError(
                        .behind,
                        "what was committed through position \(last) can't be read back: \(cause)"
                    )
            }
        }
    }

    /// The transaction of the log through which everything has been folded; `nil` if that is not
    /// known, or this state answers nothing any more. O(1).
    package var foldedTransaction: UInt64? {
        held.withLock { $0.fault == nil ? $0.transaction : nil }
    }

    /// Remembers that everything through a transaction of the log has been folded.
    package func note(transaction: UInt64) {
        held.withLock { $0.transaction = transaction }
    }

    /// Folds what the log has beyond the position, through `last`.
    ///
    /// - Returns: How many facts were folded.
    /// - Throws: The log's ``StorageError``; what was folded before it stays folded, once. An
    ///   ``EngineError`` once the state is behind for good.
    @discardableResult
    package func catchUp(with log: Log, through last: UInt64 = .max) throws -> UInt64 {
        try held.withLock { state in
            if let fault = state.fault { throw fault }
            let before = state.position
            if state.position < state.custodyPosition {
                state.waiting = nil
                try Replayer.fold(
                    log,
                    into: &state.projections.book,
                    after: &state.position,
                    through: min(last, state.custodyPosition)
                )
            } else {
                try Replayer.fold(
                    log,
                    into: &state.projections.custody,
                    after: &state.custodyPosition,
                    through: state.position
                )
            }
            guard state.position == state.custodyPosition else { return state.position - before }
            defer { state.custodyPosition = state.position }
            try Replayer.fold(
                log,
                into: &state.projections,
                after: &state.position,
                through: last
            )
            return state.position - before
        }
    }

    /// Looks at those who wait in order. The first time it costs O(n log n) in those who wait, from
    /// then on O(log n) for each conversation in which something happened since.
    package func waitingInOrder<Result: Sendable>(
        _ body: (borrowing WaitingIndex, borrowing BookProjections, UInt64) -> Result
    ) -> Result {
        held.withLock { state in
            let times = state.projections.book.responses
            if var index = state.waiting, let changed = state.projections.changed,
                !changed.isFull
            {
                state.waiting = nil
                index.follow(changed.subjects, in: times)
                state.waiting = index
            } else {
                state.waiting = WaitingIndex(times)
            }
            state.projections.changed = ChangedWaits()
            let index = state.waiting ?? WaitingIndex(times)
            return body(index, state.projections.book, state.position)
        }
    }

    /// A copy of the projections with their position: for work that would keep the writer waiting.
    package func copy() -> (BookProjections, UInt64) {
        held.withLock { ($0.projections.book, $0.position) }
    }

    /// A copy of what decides with its position, for whoever decides.
    func deciding() -> (slots: SlotAvailability, custody: Custody, position: UInt64) {
        held.withLock { ($0.projections.book.slots, $0.projections.custody, $0.position) }
    }
}
