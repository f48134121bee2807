/// A snapshot that was written and is durable.
public struct SavedSnapshot: Sendable, Hashable {
    /// The last sequence it has taken in.
    public let position: UInt64
    /// Its length in bytes.
    public let byteCount: Int
}
