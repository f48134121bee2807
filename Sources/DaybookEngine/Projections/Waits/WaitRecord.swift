public import DaybookDomain

/// One wait: from the earliest message that no response followed to what ended it.
public struct WaitRecord: Sendable, Hashable {
    /// What ended a wait.
    public enum Outcome: UInt8, Sendable, Hashable, CaseIterable {
        /// Nothing yet: somebody waits.
        case waiting = 0
        /// A person answered.
        case person = 1
        /// A rule gave a substantive answer: an offer, a confirmation.
        case automatic = 2
        /// It needed no answer.
        case notNeeded = 3
    }

    /// The conversation.
    public var conversation: UInt64
    /// The earliest message.
    public var since: Instant
    /// What ended it.
    public var outcome: Outcome
    /// Who answered, as a class; `nil` unless it was answered.
    public var responder: ActorClass?
    /// How long it took; meaningless while somebody waits.
    public var elapsed: Elapsed
    /// The channel it began on.
    public var channel: Channel
    /// The service asked for by then; 0 unknown.
    public var service: UInt16
    /// The day it began on, by the clinic's zone as then in force.
    public var day: CivilDate
    /// The hour of the week it began in, from Monday 0:00, by the same zone: 0 to 167.
    public var hour: UInt8
    /// How soon an answer was wanted by then.
    public var priority: Priority
    /// Whether the episode had no answer before.
    public var isFirst: Bool
    /// Whether the sending of the answer failed after it had been counted.
    public var isCorrected: Bool
    /// When the answer was due, by the target and the clinic's hours in force when it was given; `nil`
    /// while somebody waits, where none was needed, and where there is no target.
    public var due: Instant?
    /// Whether the answer came after it was due; whether one who still waits is late depends on the
    /// instant that is asked about.
    public var isLate: Bool
}
