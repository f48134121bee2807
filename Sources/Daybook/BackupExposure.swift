public import DaybookDomain

/// What would be lost with the book's disk: how far the last backup is behind.
public struct BackupExposure: Sendable, Hashable {
    /// Where the backup was made; it may have been moved since.
    public let path: String
    /// Up to where it holds the log.
    public let mark: LogMark
    /// When it reached that place.
    public let at: Instant
    /// How the log stands to that place: `grown` tells the commits that are in no backup.
    public let comparison: HeadComparison
    /// When the first commit was recorded that is in no backup; `nil` if all are.
    public let since: Instant?

    /// Seconds for which something has been in no backup; 0 if all is.
    public func seconds(at now: Instant) -> Int64 {
        guard let since else { return 0 }
        return max(0, (now.milliseconds - since.milliseconds) / 1_000)
    }
}
