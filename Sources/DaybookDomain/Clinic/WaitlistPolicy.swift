/// How a service's free times are offered to those who wait for one.
public struct WaitlistPolicy: Sendable, Hashable {
    /// To how many of those who wait a time may be on offer at once, each a time of its own; 0 no
    /// limit.
    public var offersAtOnce: UInt8
    /// How long an offered time is held, in minutes, at least 1.
    public var offerMinutes: UInt16
    /// How many times somebody is offered, at least 1, before their wait ends unanswered.
    public var tries: UInt8

    /// One offer at a time, held for half an hour, three times.
    public init(offersAtOnce: UInt8 = 1, offerMinutes: UInt16 = 30, tries: UInt8 = 3) {
        self.offersAtOnce = offersAtOnce
        self.offerMinutes = offerMinutes
        self.tries = tries
    }
}
