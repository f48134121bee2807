/// A snapshot that was there and was not used.
public struct IgnoredSnapshot: Sendable, Hashable, CustomStringConvertible {
    /// The file's name in the book's directory of snapshots; empty if that could not be looked
    /// into.
    public let file: String
    /// Why, for display.
    public let reason: String

    /// What it is, in words for a person.
    public var description: String { file.isEmpty ? reason : "\(file): \(reason)" }
}
