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

    /// Everybody who waited for an answer as a past view of the book has it.
    public func waitingRequests(in view: BookView) throws(BookError) -> [WaitingRequest] {
        try withReplyWindows(
            view.responses.waitingRequests(),
            view.clinic,
            through: view.position
        )
    }

    /// With when a person's answer is no longer taken: that runs from the patient's last message,
    /// which is another one than they wait since.
    private func withReplyWindows(
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
}
