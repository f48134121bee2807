public import DaybookDomain

/// One episode of a conversation: from the message that opened it until it is closed.
public struct EpisodeRecord: Sendable, Hashable {
    /// The conversation.
    public var conversation: UInt64
    /// The earliest message of the episode.
    public var since: Instant
    /// The channel.
    public var channel: Channel
    /// The service asked for by the end; 0 unknown.
    public var service: UInt16
    /// The day it began on, by the clinic's zone as then in force.
    public var day: CivilDate
    /// The hour of the week it began in, from Monday 0:00: 0 to 167.
    public var hour: UInt8
    /// Until times were first offered; `nil` if none were.
    public var toOffer: Elapsed?
    /// Until the patient's choice was booked; `nil` if it was not.
    public var toBooking: Elapsed?
    /// Until it was closed; `nil` while it is open.
    public var toResolution: Elapsed?
}
