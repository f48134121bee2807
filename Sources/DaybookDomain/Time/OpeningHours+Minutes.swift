extension OpeningHours {
    /// Calls `body` with the open UTC minutes of a range: ascending, merged, cut to the range.
    ///
    /// A minute is open when all its seconds are; that differs from the seconds only under offsets
    /// that aren't whole minutes, which no zone has used since 1972. O(days); allocates nothing per
    /// period.
    public func forEachOpenRange(
        in range: Range<Minute>,
        _ body: (Range<Minute>) -> Void
    ) {
        guard !range.isEmpty else { return }
        let first = Int64(range.lowerBound.value) * 60
        let last = Int64(range.upperBound.value) * 60
        var held: OpenPeriods.Period?
        func finish(_ period: OpenPeriods.Period) {
            let open = -floorQuotient(-max(period.open, first), 60)
            let close = floorQuotient(min(period.close, last), 60)
            if open < close {
                body(Minute(Int32(clamping: open))..<Minute(Int32(clamping: close)))
            }
        }
        for period in OpenPeriods(self, from: first, to: last) {
            guard period.open < last else { break }
            if let open = held?.open, held?.close == period.open {
                held = OpenPeriods.Period(open: open, close: period.close)
                continue
            }
            if let held { finish(held) }
            held = period
        }
        if let held { finish(held) }
    }

    /// The open UTC minutes of a range, as a set whose window covers the range.
    package func openMinutes(in range: Range<Minute>) -> MinuteSet {
        var set = MinuteSet(covering: range)
        forEachOpenRange(in: range) { set.insert($0) }
        return set
    }

    /// Adds the open minutes of a set's own window to the set, without allocating for it.
    package func insertOpenMinutes(into set: inout MinuteSet) {
        forEachOpenRange(in: set.window) { set.insert($0) }
    }
}
