/// Why a calendar in a mail was not read: a note's code.
enum CalendarUnreadable: String, Error, CaseIterable {
    /// Beyond one of ``CalendarLimits``.
    case tooLarge = "imip-too-large"
    /// No calendar, or one without method, event or UID.
    case malformed = "imip-malformed"
    /// A method that asks nothing of the clinic (PUBLISH, REFRESH, …).
    case unknownMethod = "imip-unknown-method"
}
