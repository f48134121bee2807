public import DaybookEngine

/// A projection that was folded from the newest snapshot that fits.
public struct SnapshotReplay<P: SnapshotProjection>: Sendable {
    /// The projection.
    public let projection: P
    /// The position of the snapshot that it began from; 0 if none fits and it began with the first
    /// fact.
    public let began: UInt64
    /// The sequence of the last fact folded.
    public let position: UInt64
    /// Snapshots that were there and were not used, with the reason.
    public let ignored: [IgnoredSnapshot]
}
