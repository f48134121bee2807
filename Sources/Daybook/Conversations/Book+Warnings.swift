internal import DaybookDomain

extension Book {
    /// What the clinic says about the channel's risks, after the text of the first answer that it
    /// gives somebody there; empty for later ones, and for one that says nothing anyway.
    func warning(with queued: QueuedAnswer) throws -> String {
        let (answer, facts) = (queued.fact, queued.facts)
        guard queued.isAnswer, answer.reason != .invited,
            let warning = try clinic().channel(answer.channel)?.warning, !warning.isEmpty
        else { return "" }
        let failed = Set(facts.filter { $0.kind == .replyFailed }.map(\.cause))
        let isLater = facts.contains {
            ($0.kind == .replyQueued || $0.kind == .replySent) && $0.sequence < answer.sequence
                && $0.channel == answer.channel && $0.reason != .invited
                && !failed.contains($0.sequence) && !failed.contains($0.cause)
        }
        return isLater ? "" : "\n\n" + warning + "\n"
    }
}
