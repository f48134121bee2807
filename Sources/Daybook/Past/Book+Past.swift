public import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

extension Book {
    /// What the book said when its newest fact was that at `position`: both projections, folded on
    /// from the newest snapshot before it, or from zero.
    ///
    /// - Parameters:
    ///   - position: The last sequence to know; beyond the end it is the end.
    ///   - now: The instant to compare with; `nil` when that fact was recorded.
    /// - Throws: ``BookError``.
    /// - Complexity: O(facts since the snapshot).
    public func view(
        at position: UInt64,
        now: Instant? = nil
    ) throws(BookError) -> BookView {
        let found = try replay(fromSnapshot: BookProjections.self, through: position)
        let now = try instant(now, orOf: found.position)
        var slots = found.projection.slots
        slots.prepareOpenTime(around: now)
        return BookView(
            position: found.position,
            now: now,
            slots: slots,
            responses: found.projection.responses
        )
    }

    /// What the book said at an instant: what was recorded by then.
    ///
    /// - Throws: ``BookError``.
    public func view(asOf instant: Instant) throws(BookError) -> BookView {
        try view(at: try position(recordedBy: instant), now: instant)
    }

    /// Who waited and how fast patients were answered when the newest fact was that at `position`:
    /// folded on from the newest snapshot before it, or from zero, without free time.
    ///
    /// - Parameters:
    ///   - position: The last sequence to know; beyond the end it is the end.
    ///   - now: The instant to compare with; `nil` when that fact was recorded.
    /// - Throws: ``BookError``.
    /// - Complexity: O(facts since the snapshot).
    public func responseView(
        at position: UInt64 = .max,
        now: Instant? = nil
    ) throws(BookError) -> ResponseView {
        do {
            let found = try Snapshots(of: log).newest(BookProjections.self, through: position)
            var responses = found.projection.responses
            let reached = try Replayer.fold(
                log,
                into: &responses,
                from: found.position + 1,
                through: position
            )
            return ResponseView(
                position: reached,
                now: try instant(now, orOf: reached),
                responses: responses
            )
        } catch {
            throw BookError(error)
        }
    }

    /// Who waited and how fast patients were answered at an instant, by what was recorded by then.
    ///
    /// - Throws: ``BookError``.
    public func responseView(asOf instant: Instant) throws(BookError) -> ResponseView {
        try responseView(at: try position(recordedBy: instant), now: instant)
    }

    /// An instant, or when a fact was recorded; the beginning of time for an empty log.
    private func instant(
        _ now: Instant?,
        orOf position: UInt64
    ) throws(BookError) -> Instant {
        if let now { return now }
        return try facts(from: max(1, position), through: position).last?.recordedAt
            ?? Instant(milliseconds: 0)
    }
}
