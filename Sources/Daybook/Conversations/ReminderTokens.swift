/// The two tokens that stand in a reminder, each good for the time that it reminds of.
struct ReminderTokens {
    /// By which the patient says that they will come.
    let confirm: String
    /// By which they cancel.
    let cancel: String
}
