/// The domain's no: an answer, not a fault. It is remembered with its command, so that the demand
/// stays known.
public struct Refusal: Error, Sendable, Hashable {
    /// Why.
    public let reason: Reason
    /// The sequence of a fact that stands in the way; 0 where none is single.
    public let cause: UInt64

    /// Makes a refusal.
    public init(_ reason: Reason, cause: UInt64 = 0) {
        self.reason = reason
        self.cause = cause
    }
}
