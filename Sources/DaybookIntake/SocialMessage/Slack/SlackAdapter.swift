internal import DaybookDomain

/// Reads events and button presses of a Slack app, for pilots inside the clinic.
///
/// Slack signs `v0:`, its own time, `:` and the body; a time more than five minutes from the
/// receipt is refused, so that a request caught once is worth nothing later.
public struct SlackAdapter: ChannelAdapter {
    let secrets: LiveSecrets

    /// Sets the adapter up with the app's signing secret, and the one before it.
    public init(secrets: LiveSecrets) {
        self.secrets = secrets
    }

    /// Reads one request. The question before delivery (`url_verification`) is an empty reading:
    /// answer it with ``challenge(_:)``.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        switch try SlackAdapter.parse(try verified(message)) {
        case .quarantined(let contact): return Reading([contact])
        case .value(let root):
            if root["type"]?.string == "url_verification" { return Reading([]) }
            guard root.object != nil else {
                throw Unreadable(.malformed, offset: 0, expected: "an object")
            }
            return Reading(SlackReader.contacts(of: root))
        }
    }

    /// The challenge to answer a `url_verification` request with (status 200, text/plain), or `nil`
    /// if this is another request.
    public func challenge(_ message: borrowing RawMessage) throws(Unreadable) -> String? {
        guard case .value(let root) = try SlackAdapter.parse(try verified(message)),
            root["type"]?.string == "url_verification"
        else { return nil }
        guard let challenge = root["challenge"]?.string,
            challenge.utf8.count <= SocialLimits.challengeBytesMax
        else { throw Unreadable(.malformed, expected: "\"challenge\": a short string") }
        return challenge
    }

    /// The body, once its signature was found right.
    private func verified(_ message: borrowing RawMessage) throws(Unreadable) -> [UInt8] {
        try WebhookBody.admit(message, to: .slack)
        let header = try WebhookBody.header("X-Slack-Signature", of: message)
        let time = try WebhookBody.header("X-Slack-Request-Timestamp", of: message)
        let prefix = "v0="
        let start = Array("v0:\(time):".utf8)
        let body = message.body
        let digits = header.utf8.dropFirst(prefix.utf8.count)
        guard header.utf8.starts(with: prefix.utf8), digits.count == 64,
            let code = HexDigits.bytes(digits),
            secrets.signSHA256(start, body, code: code)
        else {
            throw Unreadable(.signatureWrong, expected: "v0= and the HMAC in 64 digits")
        }
        guard SignedTime.isNear(seconds: time, to: message.receivedAt) else {
            throw Unreadable(.signatureWrong, expected: "a time within five minutes")
        }
        return body
    }

    /// Events are JSON; button presses are a form whose field `payload` is JSON; commands are a
    /// form.
    private static func parse(_ body: [UInt8]) throws(Unreadable) -> WebhookBody.Parsed {
        guard let first = body.first, first >= 0x61, first <= 0x7A else {
            return try WebhookBody.parse(body, of: .slack)
        }
        let fields = URLEncodedFields.decode(body[...], countMax: SocialLimits.fieldsMax)
        if let payload = fields.first, payload.name == Array("payload".utf8) {
            return try WebhookBody.parse(payload.value, of: .slack)
        }
        var command: JSONObject = ["type": .string(SlackReader.commandType)]
        for field in fields {
            let name = String(decoding: field.name, as: UTF8.self)
            guard command[name] == nil else { continue }
            command[name] = .string(String(decoding: field.value, as: UTF8.self))
        }
        return .value(.object(command))
    }
}
