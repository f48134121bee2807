/// Which of several free resources of a group an appointment gets, where any will do.
///
/// Each follows from the log alone, so that a replay chooses the same.
public enum ChoicePolicy: UInt8, Sendable, Hashable, CaseIterable {
    /// The first free one in the clinic's order.
    case firstFree = 0
    /// The one with the fewest booked minutes in the week before and the week after; of several
    /// the first in the clinic's order.
    case leastBooked = 1
    /// The next free one, in the clinic's order, after the one that the service got last.
    case roundRobin = 2

    /// The stable name, as in `clinic.json`.
    public var name: String {
        switch self {
        case .firstFree: "first-free"
        case .leastBooked: "least-booked"
        case .roundRobin: "round-robin"
        }
    }
}
