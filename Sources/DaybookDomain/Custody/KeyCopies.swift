/// The backups of the keys of one generation that the log knows of.
public struct KeyCopies: Sendable, Hashable {
    /// How many were made.
    public internal(set) var count: UInt32
    /// When the newest was made.
    public internal(set) var newest: Instant
}
