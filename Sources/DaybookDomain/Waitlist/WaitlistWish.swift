/// What somebody waits for: a service, until when, and which times of the week suit them.
public struct WaitlistWish: Sendable, Hashable {
    /// The service's number.
    public var service: UInt16
    /// The resource wished for; 0 any that fits.
    public var resource: UInt16
    /// The patient's or contact's token; 0 unknown.
    public var party: UInt64
    /// The conversation that asked; offers are queued there as answers. 0 none.
    public var conversation: UInt64
    /// The minutes within which the whole visit must lie.
    public var window: Range<Minute>
    /// The days on which it may begin, in the wall time of the place; all where it is empty.
    public var weekdays: Set<Weekday>
    /// The quarter hours of the day, 0 to 96, between which it must lie; empty: any.
    public var quarters: Range<UInt8>
    /// Higher goes first; of equals, who has waited longer.
    public var priority: UInt8

    /// Makes a wish for any time within a window.
    public init(
        service: UInt16,
        resource: UInt16 = 0,
        party: UInt64 = 0,
        conversation: UInt64 = 0,
        window: Range<Minute>
    ) {
        self.service = service
        self.resource = resource
        self.party = party
        self.conversation = conversation
        self.window = window
        weekdays = []
        quarters = 0..<0
        priority = 0
    }

    init(of fact: Fact) {
        service = fact.service
        resource = fact.resource
        party = fact.party
        conversation = fact.cause
        let end = Minute(Int32(bitPattern: fact.detail))
        window = fact.start..<max(fact.start, end)
        weekdays = Set(
            Weekday.allCases.filter { fact.length >> (UInt16($0.rawValue) - 1) & 1 == 1 }
        )
        quarters = fact.bufferBefore..<max(fact.bufferBefore, fact.bufferAfter)
        priority = fact.rank
    }

    func write(into fact: inout Fact) {
        fact.service = service
        fact.resource = resource
        fact.party = party
        fact.cause = conversation
        fact.start = window.lowerBound
        fact.detail = UInt32(bitPattern: window.upperBound.value)
        fact.length = weekdays.reduce(0) { $0 | 1 << (UInt16($1.rawValue) - 1) }
        fact.bufferBefore = quarters.lowerBound
        fact.bufferAfter = quarters.upperBound
        fact.rank = priority
    }

    /// Whether a visit from a wall time, so many minutes long, suits.
    func suits(_ wall: WallTime, minutes: Int) -> Bool {
        guard weekdays.isEmpty || weekdays.contains(wall.date.weekday) else { return false }
        guard !quarters.isEmpty else { return true }
        let first = Int(wall.minuteOfDay)
        return Int(quarters.lowerBound) * 15 <= first
            && first + minutes <= Int(quarters.upperBound) * 15
    }
}
