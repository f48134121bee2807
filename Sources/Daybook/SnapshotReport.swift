public import DaybookEngine

/// What became of a book's snapshots since it was opened: for display.
public struct SnapshotReport: Sendable, Hashable {
    /// The sequence from which the book was opened; 0 if everything was folded from the log, or
    /// nothing was asked of it yet.
    public internal(set) var openedAt: UInt64 = 0
    /// Snapshots that were there and were not used, with the reason.
    public internal(set) var ignored: [IgnoredSnapshot] = []
    /// The sequence of the newest snapshot written; 0 if none was.
    public internal(set) var savedAt: UInt64 = 0
    /// Why the last attempt to write one by itself failed; `nil` if it did not. Nothing is lost by
    /// that but time.
    public internal(set) var saveFailure: String?

    init() {}
}
