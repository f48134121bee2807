public import DaybookDomain
internal import DaybookEngine

extension Book {
    /// The wishes for a time that wait for somebody to approve or decline them, those that end first
    /// before the others.
    ///
    /// - Parameter now: Those whose end has come by then are left out; `nil` the clock.
    /// - Complexity: O(facts): folded from the log for this question.
    public func pendingRequests(asOf now: Instant? = nil) throws(BookError) -> [Appointment] {
        let now = now ?? Instant(milliseconds: options.clock())
        var pending = PendingRequests()
        try replay(&pending)
        let live = pending.entries.filter { $0.value > now }
        var found: [Appointment] = []
        for (subject, _) in live.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            if let appointment = try appointment(subject) { found.append(appointment) }
        }
        return found
    }
}
