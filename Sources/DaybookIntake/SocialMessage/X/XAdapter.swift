internal import DaybookDomain

/// Reads account activity of X: direct messages, and posts that mention the clinic.
///
/// The signature (`x-twitter-webhooks-signature`) is `sha256=` and the body's HMAC under the
/// consumer secret, in base64.
public struct XAdapter: ChannelAdapter {
    let secrets: LiveSecrets

    /// Sets the adapter up with the app's consumer secret, and the one before it.
    public init(secrets: LiveSecrets) {
        self.secrets = secrets
    }

    /// The JSON to answer the hourly question (`crc_token`) with, status 200.
    ///
    /// - Parameter query: the request's query string as received, without the question mark.
    /// - Throws: ``Unreadable`` with `malformed` where there is no token.
    public func answer(query: [UInt8]) throws(Unreadable) -> [UInt8] {
        guard query.count <= SocialLimits.queryBytesMax else {
            throw Unreadable(.tooLarge, expected: "a shorter query")
        }
        let name = Array("crc_token".utf8)
        let token = URLEncodedFields.decode(query[...], countMax: 16).first { $0.name == name }
        guard let token, !token.value.isEmpty,
            token.value.count <= SocialLimits.challengeBytesMax
        else {
            throw Unreadable(.malformed, expected: "crc_token")
        }
        let code = Base64Digits.text(secrets.codeSHA256(token.value))
        return JSONWriter.bytes(of: .object(["response_token": .string("sha256=" + code)]))
    }

    /// Reads one delivery.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        try WebhookBody.admit(message, to: .x)
        let header = try WebhookBody.header("x-twitter-webhooks-signature", of: message)
        let prefix = "sha256="
        guard header.utf8.starts(with: prefix.utf8),
            let code = Base64Digits.bytes(Array(header.utf8.dropFirst(prefix.utf8.count))),
            code.count == 32, secrets.signSHA256(message.body, code: code)
        else {
            throw Unreadable(.signatureWrong, expected: "sha256= and the body's HMAC in base64")
        }
        switch try WebhookBody.parse(message.body, of: .x) {
        case .quarantined(let contact): return Reading([contact])
        case .value(let root):
            guard let object = root.object, let account = root["for_user_id"]?.identifier else {
                throw Unreadable(
                    .malformed,
                    offset: 0,
                    expected: "an object with \"for_user_id\""
                )
            }
            guard let contacts = XReader(account: account, root: root).contacts(of: object) else {
                return Reading([
                    WebhookBody.quarantine(message.body, of: .x, note: "too-many-contacts")
                ])
            }
            return Reading(contacts)
        }
    }
}
