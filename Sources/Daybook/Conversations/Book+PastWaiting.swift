public import DaybookDomain
public import DaybookEngine

extension Book {
    /// Everybody who waited for an answer as a past view of the book has it.
    public func waitingRequests(in view: BookView) throws(BookError) -> [WaitingRequest] {
        try withReplyWindows(
            view.responses.waitingRequests(),
            view.clinic,
            through: view.position
        )
    }

    /// Everybody who waited for an answer as a past view has it, longest first.
    ///
    /// - Complexity: As ``waitingRequests()``.
    public func waitingRequests(in view: ResponseView) throws(BookError) -> [WaitingRequest] {
        try withReplyWindows(
            view.responses.waitingRequests(),
            view.clinic,
            through: view.position
        )
    }

    /// Those who waited longest as a past view has it, the longest first.
    ///
    /// - Complexity: O(log n) in those who waited for each that is found; the first question about
    ///   a view sorts all of them.
    public func longestWaiting(
        _ count: Int = 1,
        in view: ResponseView
    ) throws(BookError) -> [WaitingRequest] {
        let requests = view.waitingInOrder { $0.longest(count, in: view.responses) }
        return try withReplyWindows(requests, view.clinic, through: view.position)
    }

    /// Whose answers were due from one instant on and before another as a past view has it, the next
    /// due first. Those of channels without a target are not among them.
    ///
    /// - Parameters:
    ///   - first: From when on; `nil` also all that were late.
    ///   - end: Before when.
    ///   - count: At most so many.
    /// - Complexity: As ``longestWaiting(_:in:)``.
    public func dueRequests(
        from first: Instant? = nil,
        before end: Instant,
        count: Int = .max,
        in view: ResponseView
    ) throws(BookError) -> [WaitingRequest] {
        let requests = view.waitingInOrder {
            $0.due(from: first, before: end, count, in: view.responses)
        }
        return try withReplyWindows(requests, view.clinic, through: view.position)
    }

    /// Who waited where the platform stopped to take a person's answer from one instant on and before
    /// another, as a past view has it, the next first.
    ///
    /// - Complexity: As ``waitingRequests()``.
    public func closingWindows(
        from first: Instant,
        before end: Instant,
        in view: ResponseView
    ) throws(BookError) -> [WaitingRequest] {
        Book.closing(try waitingRequests(in: view), from: first, before: end)
    }
}
