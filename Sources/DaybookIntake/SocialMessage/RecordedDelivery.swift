public import DaybookDomain

/// An HTTP request as recorded for later reading: one JSON object a line.
///
/// ```json
/// {"channel":"messenger","method":"POST","path":"/hooks/messenger",
///  "headers":{"X-Hub-Signature-256":"sha256=…"},"body":"{…}","receivedAt":1767600000000}
/// ```
///
/// `bodyBase64` stands in place of `body` where the body is not UTF-8. `receivedAt` is in
/// milliseconds since 1970. `method` and `path` may be left out (`POST`, `/`), and so may
/// `headers`. Bytes of `body` after JSON's own escapes are exactly the bytes that were signed.
public struct RecordedDelivery: Sendable {
    /// The channel whose address was called.
    public let channel: Channel
    /// The request's method, `GET` for handshakes.
    public let method: String
    /// The path with its query, as requested.
    public let path: String
    /// The request's headers.
    public let headers: [RawMessage.Header]
    /// The body, byte for byte.
    public let body: [UInt8]
    /// When the request came in.
    public let receivedAt: Instant

    /// Longest line in bytes: a body at its limit, every byte escaped.
    public static let lineBytesMax = 8 << 20
    private static let headersMax = 100

    /// Reads one line.
    ///
    /// - Throws: ``Unreadable`` with the byte offset in the line, or the member and what it should
    ///   be.
    public init(line: [UInt8]) throws(Unreadable) {
        let root: JSONValue
        do {
            root = try JSONReader.parse(line, limits: JSONLimits(bytesMax: Self.lineBytesMax))
        } catch {
            throw Unreadable(.malformed, offset: error.offset, expected: error.expected)
        }
        guard let name = root["channel"]?.string, let channel = Channel(name: name) else {
            throw Unreadable(.malformed, expected: "\"channel\": the name of a channel")
        }
        guard let milliseconds = root["receivedAt"]?.integer,
            Instant.representable.contains(milliseconds)
        else {
            throw Unreadable(.malformed, expected: "\"receivedAt\": milliseconds since 1970")
        }
        self.channel = channel
        method = root["method"]?.string ?? "POST"
        path = root["path"]?.string ?? "/"
        headers = try RecordedDelivery.headers(root["headers"])
        body = try RecordedDelivery.body(root)
        receivedAt = Instant(milliseconds: milliseconds)
    }

    /// The query part of ``path``, without the question mark.
    public var query: [UInt8] {
        Array(path.utf8.drop { $0 != UInt8(ascii: "?") }.dropFirst())
    }

    /// What an adapter reads.
    public var message: RawMessage {
        RawMessage(channel: channel, body: body, headers: headers, receivedAt: receivedAt)
    }

    private static func headers(_ value: JSONValue?) throws(Unreadable) -> [RawMessage.Header] {
        guard let value else { return [] }
        guard let members = value.object?.members, members.count <= headersMax else {
            throw Unreadable(
                .malformed,
                expected: "\"headers\": an object of at most \(headersMax) names"
            )
        }
        var headers: [RawMessage.Header] = []
        for member in members {
            guard let text = member.value.string else {
                throw Unreadable(.malformed, expected: "\"headers\": values that are strings")
            }
            headers.append(RawMessage.Header(name: member.key, value: text))
        }
        return headers
    }

    private static func body(_ root: JSONValue) throws(Unreadable) -> [UInt8] {
        if let text = root["body"]?.string { return Array(text.utf8) }
        if let digits = root["bodyBase64"]?.string,
            let bytes = Base64Digits.bytes(Array(digits.utf8))
        {
            return bytes
        }
        guard root["body"] == nil, root["bodyBase64"] == nil else {
            throw Unreadable(
                .malformed,
                expected: "\"body\": a string, or \"bodyBase64\": padded base64"
            )
        }
        return []
    }
}
