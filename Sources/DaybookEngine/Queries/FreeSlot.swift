public import DaybookDomain

/// A start at which a service can be had.
public struct FreeSlot: Sendable, Hashable {
    /// The first minute.
    public var start: Minute
    /// The resource that would be taken in the service's first group.
    public var resource: UInt16
}
