/// The key of a content, kept when the key of its party was replaced.
public struct KeptContentKey: Sendable, Hashable {
    /// Which content it opens.
    public let id: UInt64
    /// The key, wrapped by keys of its party and class: 60 bytes that are of no use without them.
    public let wrapped: [UInt8]

    /// Pairs a content with its wrapped key.
    public init(id: UInt64, wrapped: [UInt8]) {
        self.id = id
        self.wrapped = wrapped
    }
}
