/// What an open book knows of its snapshots.
struct SnapshotState: Sendable {
    /// Whether the newest fitting one was looked for.
    var hasLoaded = false
    var report = SnapshotReport()
}
