public import DaybookDomain

/// Whether a patient is told that other times are offered instead of their booked one.
public enum RebookingNotice: Sendable, Hashable {
    /// An answer that names the times waits in the outbox: its fact.
    case queued(UInt64)
    /// Nothing may be written in the conversation in which the appointment came about: the reason, as
    /// a fact of the appointment says too. Somebody tells them elsewhere.
    case withheld(Reason)
    /// It came about in no conversation with the patient. Somebody tells them.
    case noConversation

    /// What the facts of an accepted rebooking say.
    init(of facts: [Fact]) {
        self = .noConversation
        for fact in facts {
            if fact.kind == .replyQueued { self = .queued(fact.sequence) }
            if fact.kind == .noticeWithheld { self = .withheld(fact.reason) }
        }
    }
}
