public import DaybookDomain

/// The durable answer to a command: given only after it is on the disk, and the same each time it
/// is asked.
public struct Receipt: Sendable, Hashable {
    /// What was answered.
    public enum Answer: Sendable, Hashable {
        /// Done: so many facts, from this sequence on.
        case accepted(first: UInt64, count: Int)
        /// The domain's no.
        case refused(Refusal)
    }

    /// The command.
    public let id: CommandID
    /// What was answered.
    public let answer: Answer
    /// The number of the commit that holds it.
    public let commit: UInt64
    /// Whether it had been answered before: nothing was changed this time.
    public let isRepeated: Bool

    package init(id: CommandID, answer: Answer, commit: UInt64, isRepeated: Bool) {
        self.id = id
        self.answer = answer
        self.commit = commit
        self.isRepeated = isRepeated
    }

    /// The sequence of its first fact; 0 if it was refused.
    public var first: UInt64 {
        if case .accepted(let first, _) = answer { first } else { 0 }
    }

    /// The refusal, if it was refused.
    public var refusal: Refusal? {
        if case .refused(let refusal) = answer { refusal } else { nil }
    }
}
