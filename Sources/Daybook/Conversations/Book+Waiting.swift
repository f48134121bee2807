internal import DaybookDomain
public import DaybookEngine

extension Book {
    /// Everybody who waits for an answer, longest first, with when they are due and until when the
    /// platform takes an answer.
    ///
    /// - Complexity: O(n log n) in those who wait, and O(facts of their conversations) on channels
    ///   with a reply window.
    public func waitingRequests() throws(BookError) -> [WaitingRequest] {
        try refresh()
        let (requests, clinic, position) = live.read { projections, position in
            (projections.responses.waitingRequests(), projections.slots.state.clinic, position)
        }
        return try withReplyWindows(requests, clinic, through: position)
    }

    /// Those who wait longest, the longest first.
    ///
    /// - Parameter count: At most so many.
    /// - Complexity: O(log n) in those who wait for each that is found and each conversation that
    ///   changed since the last call; the first call sorts all of them.
    public func longestWaiting(_ count: Int = 1) throws(BookError) -> [WaitingRequest] {
        try refresh()
        let (requests, clinic, position) = live.waitingInOrder { index, projections, position in
            (
                index.longest(count, in: projections.responses),
                projections.slots.state.clinic, position
            )
        }
        return try withReplyWindows(requests, clinic, through: position)
    }

    /// Whose answers are due from one instant on and before another, the next due first: what a host
    /// polls to be warned in time. Those of channels without a target are not among them.
    ///
    /// - Parameters:
    ///   - first: From when on; `nil` also all that are late.
    ///   - end: Before when.
    ///   - count: At most so many.
    /// - Complexity: As ``longestWaiting(_:)``.
    public func dueRequests(
        from first: Instant? = nil,
        before end: Instant,
        count: Int = .max
    ) throws(BookError) -> [WaitingRequest] {
        try refresh()
        let (requests, clinic, position) = live.waitingInOrder { index, projections, position in
            (
                index.due(from: first, before: end, count, in: projections.responses),
                projections.slots.state.clinic, position
            )
        }
        return try withReplyWindows(requests, clinic, through: position)
    }

    /// Who waits where the platform stops to take a person's answer from one instant on and before
    /// another, the next first: a deadline of its own, whatever the channel's target.
    ///
    /// - Complexity: As ``waitingRequests()``.
    public func closingWindows(
        from first: Instant,
        before end: Instant
    ) throws(BookError) -> [WaitingRequest] {
        Book.closing(try waitingRequests(), from: first, before: end)
    }

    /// With when a person's answer is no longer taken: that runs from the patient's last message,
    /// which is another one than they wait since.
    func withReplyWindows(
        _ requests: [WaitingRequest],
        _ clinic: Clinic,
        through position: UInt64
    ) throws(BookError) -> [WaitingRequest] {
        var requests = requests
        for index in requests.indices {
            let request = requests[index]
            guard let window = clinic.channel(request.channel)?.answerWindow(isPerson: true),
                let conversation = try conversation(request.conversation, through: position),
                let last = conversation.lastMessageAt
            else { continue }
            requests[index].replyWindowClosesAt = last.advanced(
                byMilliseconds: Int64(window) * 1_000
            )
        }
        return requests
    }

    /// Those whose windows close in a time, the next first.
    static func closing(
        _ requests: [WaitingRequest],
        from first: Instant,
        before end: Instant
    ) -> [WaitingRequest] {
        let closing = requests.filter { request in
            request.replyWindowClosesAt.map { first <= $0 && $0 < end } ?? false
        }
        return closing.sorted { left, right in
            (left.replyWindowClosesAt ?? end, left.conversation)
                < (right.replyWindowClosesAt ?? end, right.conversation)
        }
    }
}
