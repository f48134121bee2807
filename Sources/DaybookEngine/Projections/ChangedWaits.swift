internal import DaybookDomain

/// The conversations in which somebody may wait since another moment, or not any more: noted while
/// facts are folded, once somebody asked who waits in what order.
struct ChangedWaits: Sendable {
    private(set) var subjects: Set<UInt64> = []
    /// Whether there were more than are kept.
    private(set) var isFull = false

    /// Notes what a page of facts is about. O(facts).
    mutating func note(_ facts: Span<Fact>) {
        for index in facts.indices where !isFull {
            switch facts[index].kindCode {
            case Kind.requestReceived.rawValue...Kind.conversationReopened.rawValue,
                Kind.priorityChanged.rawValue:
                subjects.insert(facts[index].subject)
                isFull = subjects.count > EngineLimits.changedWaits
            default: break
            }
        }
    }
}
