public import DaybookEngine
internal import DaybookStorage
internal import Synchronization

extension Book {
    private var snapshots: Snapshots {
        Snapshots(of: log, stretch: options.snapshotTriggers.stretch)
    }

    /// What became of the snapshots since the book was opened.
    public var snapshotReport: SnapshotReport {
        snapshotState.withLock { $0.report }
    }

    /// Writes a snapshot of what the book says now, so that the next cold open folds only what
    /// comes after.
    ///
    /// A book does this by itself after a long catch-up and when it is closed after much was
    /// appended, unless ``BookOptions/usesSnapshots`` is off.
    /// - Returns: Its position and length; `nil` for an empty book.
    /// - Throws: ``BookError``.
    /// - Complexity: O(size of the state); the writer does not wait for it.
    @discardableResult
    public func saveSnapshot() throws(BookError) -> SavedSnapshot? {
        try refresh()
        return try writeSnapshot()
    }

    /// Writes a snapshot of a projection that was folded through `position`, where a commit must
    /// end.
    ///
    /// The newest two of each projection are kept, and of ``BookProjections`` the first in each
    /// stretch of the log too, see ``savePastSnapshots(progress:)``.
    /// - Throws: ``BookError``; `invalid` if no commit ends there.
    @discardableResult
    public func saveSnapshot<P: SnapshotProjection>(
        of projection: P,
        at position: UInt64
    ) throws(BookError) -> SavedSnapshot {
        do {
            let saved = try snapshots.save(
                projection,
                at: position,
                keepsPast: P.self == BookProjections.self
            )
            return SavedSnapshot(position: saved.position, byteCount: saved.byteCount)
        } catch {
            throw BookError(error)
        }
    }

    /// Writes snapshots of what the book said all along its log, where they are missing: a look into
    /// the past then folds on from the nearest, half a million facts at most (more in a log of more
    /// than half a billion).
    ///
    /// What the book writes by itself keeps the newest two, and the first in each stretch.
    /// - Parameter progress: Called now and then with the newest sequence folded; `false` stops.
    /// - Returns: How many were written, and how many were there.
    /// - Throws: ``BookError``.
    /// - Complexity: O(facts) the first time, then O(bytes of the snapshots).
    @discardableResult
    public func savePastSnapshots(
        progress: ((UInt64) -> Bool)? = nil
    ) throws(BookError) -> (written: Int, found: Int) {
        do {
            let filled = try snapshots.fillPast(
                of: BookProjections.self,
                through: try log.head().sequence,
                progress: progress
            )
            return (filled.written, filled.found)
        } catch {
            throw BookError(error)
        }
    }

    /// Folds a projection on from its newest snapshot that fits, or from zero.
    ///
    /// - Parameters:
    ///   - type: The projection.
    ///   - last: The last sequence to fold; the end of the log by default. Later snapshots are not
    ///     looked at.
    ///   - progress: Called now and then with the newest sequence folded; `false` stops.
    /// - Returns: The projection, from which position it began and why other snapshots were
    ///   ignored.
    public func replay<P: SnapshotProjection>(
        fromSnapshot type: P.Type = P.self,
        through last: UInt64 = .max,
        progress: ((UInt64) -> Bool)? = nil
    ) throws(BookError) -> SnapshotReplay<P> {
        do {
            var found = try snapshots.newest(P.self, through: last)
            let began = found.position
            let reached = try Replayer.fold(
                log,
                into: &found.projection,
                from: began + 1,
                through: last,
                progress: progress
            )
            return SnapshotReplay(
                projection: found.projection,
                began: began,
                position: max(began, reached),
                ignored: found.ignored
            )
        } catch {
            throw BookError(error)
        }
    }

    /// Folds what is durable into the queried state, the first time from a snapshot if one fits.
    func catchUp() throws {
        guard let seen = try log.unread(since: live.foldedTransaction) else { return }
        try fold()
        live.note(transaction: seen)
    }

    private func fold() throws {
        guard options.usesSnapshots else {
            try live.catchUp(with: log)
            return
        }
        try loadSnapshot()
        let folded = try live.catchUp(with: log)
        if folded > options.snapshotTriggers.factsCaughtUp { saveQuietly() }
    }

    /// Whoever comes first loads; the others wait for it. What is kept has a snapshot of its own.
    private func loadSnapshot() throws {
        try snapshotState.withLock { state in
            guard !state.hasLoaded else { return }
            let found = try snapshots.newest(BookProjections.self)
            live.replace(found.projection, position: found.position)
            try loadCustodySnapshot()
            state.hasLoaded = true
            state.report.openedAt = found.position
            state.report.ignored = found.ignored
        }
    }

    /// Writes a snapshot if much was folded since the last one.
    func saveBeforeClosing() {
        let last = snapshotState.withLock { state in
            state.hasLoaded ? max(state.report.openedAt, state.report.savedAt) : nil
        }
        guard options.usesSnapshots, let last else { return }
        if live.position > last + options.snapshotTriggers.factsAtClose { saveQuietly() }
    }

    /// A snapshot is a cache: what keeps it from being written keeps nothing else from being done.
    private func saveQuietly() {
        do throws(BookError) {
            _ = try writeSnapshot()
        } catch {
            snapshotState.withLock { $0.report.saveFailure = error.description }
        }
    }

    private func writeSnapshot() throws(BookError) -> SavedSnapshot? {
        let (projections, position) = live.copy()
        guard position > 0 else { return nil }
        let saved = try saveSnapshot(of: projections, at: position)
        let custody = live.custody()
        if custody.position > 0 { try saveSnapshot(of: custody, at: custody.position) }
        snapshotState.withLock { state in
            state.report.savedAt = max(state.report.savedAt, saved.position)
            state.report.saveFailure = nil
        }
        return saved
    }
}
