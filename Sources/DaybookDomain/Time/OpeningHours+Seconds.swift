extension OpeningHours {
    /// How many seconds of `[start, end)` are open, exactly; 0 when `end` isn't after `start`.
    ///
    /// Both instants are cut to whole seconds first, so sums over adjacent ranges add up. O(days)
    /// with two or three intervals a day; a range of more than 36,525 days (a hundred years) counts
    /// as if it ended there.
    public func openSeconds(from start: Instant, to end: Instant) -> Int64 {
        let first = start.seconds
        let last = min(end.seconds, first + TimeLimits.summedDays * 86_400)
        guard first < last else { return 0 }
        var sum: Int64 = 0
        for period in OpenPeriods(self, from: first, to: last) {
            let open = max(period.open, first)
            let close = min(period.close, last)
            guard open < last else { break }
            sum += max(0, close - open)
        }
        return sum
    }

    /// The first instant at which `openSeconds` have passed since `start`: the due time of a
    /// target.
    ///
    /// It satisfies `openSeconds(from: start, to: result) == openSeconds`, to the whole second. A
    /// target that is used up exactly at closing time is due then, not at the next opening.
    ///
    /// - Returns: `start` itself, cut to the second, for a target of zero or less; nothing when the
    ///   next 1,827 days (five years) don't have as many open seconds. O(days until the result).
    public func due(after start: Instant, openSeconds: Int64) -> Instant? {
        let first = start.seconds
        guard openSeconds > 0 else { return Instant(seconds: first) }
        var rest = openSeconds
        let last = first + TimeLimits.dueDays * 86_400
        for period in OpenPeriods(self, from: first, to: last) {
            let open = max(period.open, first)
            let close = min(period.close, last)
            guard open < last else { break }
            guard open < close else { continue }
            if close - open >= rest {
                return Instant(seconds: open + rest)
            }
            rest -= close - open
        }
        return nil
    }

    /// The first open second at or after an instant, or nothing when the next 1,827 days have none.
    public func nextOpening(atOrAfter start: Instant) -> Instant? {
        // The first open second ends one second after it begins.
        due(after: start, openSeconds: 1).map { Instant(seconds: $0.seconds - 1) }
    }

    /// Whether the second that an instant lies in is open.
    public func isOpen(at instant: Instant) -> Bool {
        openSeconds(from: instant, to: Instant(seconds: instant.seconds + 1)) == 1
    }
}
