public import DaybookDomain

/// What became of one thing between two positions of a book.
public struct BookChange: Sendable {
    /// The thing, before and after. What was not there before is `nil`.
    public enum What: Sendable {
        /// An appointment or a hold.
        case appointment(before: Appointment?, after: Appointment)
        /// A conversation.
        case conversation(before: Conversation?, after: Conversation)
        /// A block of a resource, by the fact that placed it, and whether it stands afterwards.
        case block(Fact, stands: Bool)
        /// A part of the clinic, by the fact that defined or withdrew it.
        case clinic(Fact)
    }

    /// The thing's identity: the sequence of its first fact.
    public let subject: UInt64
    /// What became of it.
    public let what: What
}
