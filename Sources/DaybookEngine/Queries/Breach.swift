public import DaybookDomain

/// A wait that took, or takes, longer than its channel's target.
public struct Breach: Sendable, Hashable {
    /// The wait.
    public var wait: WaitRecord
    /// When its answer was due, by what was in force when it was given; of one who still waits, by
    /// what is in force at the end of the log that was folded.
    public var due: Instant
    /// Whole seconds of calendar time from there to the answer, or to the instant that was asked
    /// about.
    public var overdue: UInt32

    init(_ wait: WaitRecord, due: Instant, until end: Instant) {
        self.wait = wait
        self.due = due
        overdue = UInt32(clamping: max(0, end.milliseconds - due.milliseconds) / 1_000)
    }
}
