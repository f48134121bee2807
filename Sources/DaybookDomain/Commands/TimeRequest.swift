/// A wish for time: which service, when, with whom, for whom.
public struct TimeRequest: Sendable, Hashable {
    /// The service's number.
    public var service: UInt16
    /// The resource asked for; 0 any that fits.
    public var resource: UInt16
    /// The first minute.
    public var start: Minute
    /// The patient's or contact's token; 0 unknown.
    public var party: UInt64
    /// The conversation or message that asked; 0 none.
    public var cause: UInt64
    /// Whether a member of staff, who is named with the command, takes the time although it is
    /// taken, within the service's allowance.
    public var overbooks: Bool

    /// Makes a request for time.
    public init(
        service: UInt16,
        resource: UInt16 = 0,
        start: Minute,
        party: UInt64 = 0,
        cause: UInt64 = 0,
        overbooks: Bool = false
    ) {
        self.service = service
        self.resource = resource
        self.start = start
        self.party = party
        self.cause = cause
        self.overbooks = overbooks
    }
}
