public import DaybookDomain

/// Whether a patient is told of times that are held for them: instead of a booked one, or out of the
/// waitlist.
public enum OfferNotice: Sendable, Hashable {
    /// An answer that names the times waits in the outbox: its fact.
    case queued(UInt64)
    /// Nothing may be written in the conversation that led to the offer: the reason, as a fact says
    /// too. Somebody tells them elsewhere.
    case withheld(Reason)
    /// No conversation with the patient led to it. Somebody tells them.
    case noConversation

    /// What the facts of an offer say.
    ///
    /// - Parameter offer: The fact that names the times: the first hold, or the offer to an entry of
    ///   the waitlist.
    init(of facts: [Fact], about offer: UInt64) {
        self = .noConversation
        for fact in facts where fact.cause == offer {
            if fact.kind == .replyQueued { self = .queued(fact.sequence) }
            if fact.kind == .noticeWithheld { self = .withheld(fact.reason) }
        }
    }
}
