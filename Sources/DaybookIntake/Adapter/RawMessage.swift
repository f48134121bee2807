public import DaybookDomain

/// What arrived, byte for byte, with what the transport said about it: an adapter's only input.
///
/// Not copyable, since it holds personal data in the clear until the vault has sealed it.
public struct RawMessage: ~Copyable, Sendable {
    /// The channel it came in by.
    public let channel: Channel
    /// The body exactly as received: signatures are checked over these bytes.
    public let body: [UInt8]
    /// Transport headers (of the HTTP request, or of the mail envelope), names in any case.
    public let headers: [Header]
    /// When the clinic's own system received it.
    public let receivedAt: Instant

    /// One transport header.
    public struct Header: Sendable {
        /// The field's name, compared without regard to ASCII case.
        public let name: String
        /// The field's value, without the line ending.
        public let value: String

        /// Makes a header.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Makes a raw message from what a transport delivered.
    public init(channel: Channel, body: [UInt8], headers: [Header] = [], receivedAt: Instant) {
        self.channel = channel
        self.body = body
        self.headers = headers
        self.receivedAt = receivedAt
    }

    /// The first header of that name (ASCII case ignored), or `nil`. O(number of headers).
    public func header(_ name: String) -> String? {
        let wanted = name.utf8.map(RawMessage.lowercased)
        return headers.first { $0.name.utf8.map(RawMessage.lowercased) == wanted }?.value
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
    }
}
