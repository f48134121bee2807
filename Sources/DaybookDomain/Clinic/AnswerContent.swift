/// How much an answer may say on a channel, least first.
public enum AnswerContent: UInt8, Sendable, Hashable, CaseIterable, Comparable {
    /// That the message is here, and where to go on: no name, no specialty, no time.
    case neutral = 0
    /// Times and places too, in the words of a rule: offers, confirmations, reminders.
    case scheduling = 1
    /// Whatever a person writes.
    case full = 2

    /// The stable name, as in `clinic.json`.
    public var name: String {
        switch self {
        case .neutral: "neutral"
        case .scheduling: "scheduling"
        case .full: "full"
        }
    }

    /// The order of the text.
    public static func < (left: AnswerContent, right: AnswerContent) -> Bool {
        left.rawValue < right.rawValue
    }
}
