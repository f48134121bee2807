/// A wish for a series of appointments.
public struct SeriesRequest: Sendable, Hashable {
    /// The first instance: what, when, with whom, for whom.
    public var first: TimeRequest
    /// What recurs.
    public var recurrence: Recurrence
    /// Whether one that can't be booked refuses all of them; otherwise those that can are booked and
    /// the rest are recorded as missed.
    public var isAllOrNothing: Bool

    /// Makes a wish for a series.
    public init(_ first: TimeRequest, _ recurrence: Recurrence, isAllOrNothing: Bool) {
        self.first = first
        self.recurrence = recurrence
        self.isAllOrNothing = isAllOrNothing
    }
}
