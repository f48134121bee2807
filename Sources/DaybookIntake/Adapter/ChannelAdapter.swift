/// A pure reader of hostile bytes: a raw message in, a bounded reading or a typed error out.
///
/// An adapter has no network, no clock and no state beyond its configuration; it never traps and
/// its work is bounded by the message's length. The same bytes always yield the same reading.
public protocol ChannelAdapter: Sendable {
    /// The version of what the adapter makes of a message, from 1. Raise it with every change that
    /// reads a message otherwise: each message keeps the version that it was read by, and how often
    /// a version was right is counted apart (`daybook readings`).
    var readerVersion: UInt32 { get }

    /// Reads one raw message.
    ///
    /// - Complexity: O(length of the message).
    /// - Throws: ``Unreadable`` when nothing of it may be believed (a wrong signature), or when the
    ///   bytes are not of the channel's format and the sender should be told so.
    func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading
}

extension ChannelAdapter {
    /// The first version.
    public var readerVersion: UInt32 { 1 }
}
