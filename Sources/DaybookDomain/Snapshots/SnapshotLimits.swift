/// The bounds of what a snapshot's bytes may say; a value beyond them makes the snapshot
/// unreadable.
package enum SnapshotLimits {
    /// Numbers of resources, services and locations: 16 bits, and 0.
    package static let numbers: UInt64 = 65_536
    /// Milliseconds from the epoch in either direction: twice what a fact can hold, so that sums
    /// with a hold's length stay well inside 64 bits.
    package static let milliseconds: Int64 = 1 << 48
    /// Changes of a clinic: no log holds as many facts.
    package static let revision: UInt64 = 1 << 48
    /// A count in a cell of the response times, far enough from its type's end to be counted on
    /// from.
    package static let cellCount: UInt64 = 1 << 31
}
