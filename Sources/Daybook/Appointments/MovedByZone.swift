public import DaybookDomain

/// An appointment whose instant would move if it kept the wall time that the patient was told.
public struct MovedByZone: Sendable, Hashable {
    /// The appointment's number.
    public let appointment: UInt64
    /// When it begins, as recorded.
    public let start: Minute
    /// When it would begin by the rules in force.
    public let resolved: Minute
    /// The zone rules by which it was told, by number.
    public let toldBy: UInt16
    /// The service's number.
    public let service: UInt16
}
