public import Daybook

/// One delivery of a channel, as an adapter must be able to read it.
public struct ChannelSample: Sendable {
    /// What it is called in a violation.
    public var name: String
    /// The channel it came by.
    public var channel: Channel
    /// The body, byte for byte.
    public var body: [UInt8]
    /// Transport headers; a contract that signs replaces those that its signing gives.
    public var headers: [RawMessage.Header]
    /// When it was received.
    public var receivedAt: Instant
    /// Names, addresses and words of the body that must stay sealed. Compared without regard to
    /// ASCII case; give words of four bytes or more, which nothing else contains by accident.
    public var personalWords: [String]

    /// Makes a sample.
    public init(
        _ name: String,
        channel: Channel,
        body: [UInt8],
        headers: [RawMessage.Header] = [],
        receivedAt: Instant,
        personalWords: [String] = []
    ) {
        self.name = name
        self.channel = channel
        self.body = body
        self.headers = headers
        self.receivedAt = receivedAt
        self.personalWords = personalWords
    }

    /// What a transport would hand over.
    public var message: RawMessage {
        RawMessage(channel: channel, body: body, headers: headers, receivedAt: receivedAt)
    }
}
