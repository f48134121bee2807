/// What a patient answers to a reminder, by one of the two tokens that stand in it.
public enum ReminderAnswer: UInt8, Sendable, Hashable, CaseIterable {
    /// They will come.
    case confirm = 0
    /// They cancel.
    case cancel = 1
}
