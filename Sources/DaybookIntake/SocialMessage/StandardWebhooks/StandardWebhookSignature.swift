public import DaybookDomain

/// Signatures of Standard Webhooks 1.0.0: `webhook-id`, `.`, `webhook-timestamp`, `.` and the body
/// under HMAC-SHA256, listed in `webhook-signature` as `v1,` and base64, several apart by spaces.
public struct StandardWebhookSignature: Sendable {
    let secrets: LiveSecrets

    /// Takes secrets as raw bytes; ``secret(_:)`` reads the form that is passed around.
    public init(secrets: LiveSecrets) {
        self.secrets = secrets
    }

    /// The bytes of a secret in its usual form (`whsec_` and base64 of 24 to 64 bytes), or `nil`.
    public static func secret(_ text: String) -> [UInt8]? {
        let prefix = "whsec_"
        let digits =
            text.utf8.starts(with: prefix.utf8)
            ? Array(text.utf8.dropFirst(prefix.utf8.count)) : Array(text.utf8)
        guard let bytes = Base64Digits.bytes(digits), (24...64).contains(bytes.count) else {
            return nil
        }
        return bytes
    }

    /// Checks a message and gives its id, which is the same each time it is delivered.
    ///
    /// - Throws: ``Unreadable`` with `signature-missing` or `signature-wrong`, the latter also for
    ///   a time more than five minutes from the receipt.
    public func verify(_ message: borrowing RawMessage) throws(Unreadable) -> String {
        let id = try WebhookBody.header("webhook-id", of: message)
        let time = try WebhookBody.header("webhook-timestamp", of: message)
        let list = try WebhookBody.header("webhook-signature", of: message)
        let start = Array("\(id).\(time).".utf8)
        let body = message.body
        var isRight = false
        for entry in list.utf8.split(separator: 0x20).prefix(16) {
            guard entry.starts(with: "v1,".utf8),
                let code = Base64Digits.bytes(Array(entry.dropFirst(3))), code.count == 32
            else { continue }
            let matches = secrets.signSHA256(start, body, code: code)
            isRight = matches || isRight
        }
        // A dot inside the id would let two messages share one signature.
        guard isRight, !id.utf8.contains(UInt8(ascii: ".")) else {
            throw Unreadable(.signatureWrong, expected: "v1, and the HMAC in base64")
        }
        guard SignedTime.isNear(seconds: time, to: message.receivedAt) else {
            throw Unreadable(.signatureWrong, expected: "a time within five minutes")
        }
        return id
    }

    /// The three headers for a message of our own, under the current secret.
    public func headers(id: String, at time: Instant, body: [UInt8]) -> [RawMessage.Header] {
        let seconds = String(time.seconds)
        let code = secrets.codeSHA256(Array("\(id).\(seconds).".utf8), body)
        return [
            RawMessage.Header(name: "webhook-id", value: id),
            RawMessage.Header(name: "webhook-timestamp", value: seconds),
            RawMessage.Header(
                name: "webhook-signature",
                value: "v1," + Base64Digits.text(code)
            ),
        ]
    }
}
