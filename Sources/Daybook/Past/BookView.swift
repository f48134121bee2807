public import DaybookDomain
public import DaybookEngine

/// What a book said at a position of its log.
///
/// Only facts through that position have a part in it, so the same question gives the same answer
/// for ever, whatever was appended since.
public struct BookView: Sendable {
    /// The last fact that it knows.
    public let position: UInt64
    /// The instant that holds, notice and targets are compared with.
    public let now: Instant
    /// Free time.
    public let slots: SlotAvailability
    /// Waits and answers.
    public let responses: ResponseTimes
    /// The clinic as configured then.
    public var clinic: Clinic { slots.state.clinic }
}
