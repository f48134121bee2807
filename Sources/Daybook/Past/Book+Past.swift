public import DaybookDomain
internal import DaybookEngine

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
        let newest = try facts(from: max(1, found.position), through: found.position).last
        let now = now ?? newest?.recordedAt ?? Instant(milliseconds: 0)
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
}
