/// A message with what its channel's reader made of it, on its way into a book.
public final class Delivery: Sendable {
    package let message: RawMessage
    package let reading: Reading
    package let readerVersion: UInt32

    /// Reads a message.
    ///
    /// - Complexity: O(length of the message).
    /// - Throws: What the reader says of bytes that it can't or won't read.
    public init(
        _ message: consuming RawMessage,
        readBy adapter: some ChannelAdapter
    ) throws(Unreadable) {
        reading = try adapter.read(message)
        readerVersion = adapter.readerVersion
        self.message = message
    }
}
