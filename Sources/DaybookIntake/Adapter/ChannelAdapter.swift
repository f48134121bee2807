/// A pure reader of hostile bytes: a raw message in, a bounded reading or a typed error out.
///
/// An adapter has no network, no clock and no state beyond its configuration; it never traps and
/// its work is bounded by the message's length. The same bytes always yield the same reading.
public protocol ChannelAdapter: Sendable {
    /// Reads one raw message.
    ///
    /// - Complexity: O(length of the message).
    /// - Throws: ``Unreadable`` when nothing of it may be believed (a wrong signature), or when the
    ///   bytes are not of the channel's format and the sender should be told so.
    func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading
}
