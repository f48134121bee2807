/// One thing that keeps a start from being offered, with the facts behind it.
public struct Obstacle: Sendable, Hashable {
    /// What it is: a refusal's reason.
    public var reason: Reason
    /// The UTC minutes that are in the way; `nil` where it is no stretch of time.
    public var minutes: Range<Minute>?
    /// The sequences of the facts that say so, ascending: bookings, holds, blocks, definitions.
    public var facts: [UInt64]

    init(_ reason: Reason, minutes: Range<Minute>? = nil, facts: [UInt64] = []) {
        self.reason = reason
        self.minutes = minutes
        self.facts = facts.sorted()
    }
}
