public import DaybookDomain

/// A conversation in which a patient waits for an answer.
public struct WaitingRequest: Sendable, Hashable {
    /// The conversation's number: the sequence of its first fact.
    public var conversation: UInt64
    /// The channel it runs on.
    public var channel: Channel
    /// The earliest message that no answer follows.
    public var since: Instant
    /// The sequence of the patient's newest message: what an answer should be written for.
    public var lastMessage: UInt64
    /// Whether the episode had no answer yet.
    public var isFirst: Bool
    /// Whether urgent words were found, or staff raised it.
    public var isUrgent: Bool
    /// The service asked for; 0 unknown.
    public var service: UInt16
    /// When the channel's target ends, by the clock it counts; `nil` without a policy or opening
    /// hours.
    public var due: Instant?
    /// When the platform stops to take a person's answer, by the patient's last message; `nil` where
    /// it sets no limit.
    public var replyWindowClosesAt: Instant?
}
