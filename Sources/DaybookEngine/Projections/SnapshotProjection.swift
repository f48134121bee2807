/// A projection that can be kept in a snapshot, so that a cold open folds only what came after it.
///
/// Snapshots are caches: one that does not fit the log, or that ``init(decoding:)`` refuses, is
/// ignored with its reason and the log is folded from an earlier one or from zero. Raise
/// ``Projection/version`` when the meaning changes; write a version of your own into the bytes and
/// refuse others when only their layout does.
///
/// What is decoded has the same digest and, folding on, keeps it: also state that no query shows
/// must be encoded if later facts depend on it.
public protocol SnapshotProjection: Projection {
    /// The whole state as bytes. It holds no personal data, since facts hold none.
    func encode() -> [UInt8]

    /// Reads a state back.
    ///
    /// - Parameter bytes: Of any content: never trap, and bound what you allocate by their length.
    /// - Throws: Any error for bytes that ``encode()`` of this version did not write, such as
    ///   `MalformedSnapshot`.
    init(decoding bytes: [UInt8]) throws
}
