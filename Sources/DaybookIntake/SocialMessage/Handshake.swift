internal import DaybookDomain

/// The questions that platforms ask of an address before they deliver there, and now and then
/// after.
public enum Handshake {
    /// The body to answer with (status 200), or `nil` where the request is no such question but a
    /// delivery.
    ///
    /// - Parameters:
    ///   - request: The request as it came: Meta's and X's questions are in the query, Slack's in
    ///     the body.
    ///   - secrets: What was agreed: Meta's verify token, X's consumer secret, Slack's signing
    ///     secret.
    /// - Throws: ``Unreadable``: `signature-missing` and `signature-wrong` about the secret,
    ///   `malformed` for half a question, `not-configured` for a platform that asks none.
    public static func answer(
        _ request: RecordedDelivery,
        secrets: LiveSecrets
    ) throws(Unreadable) -> [UInt8]? {
        switch request.channel {
        case .messenger, .instagram, .whatsapp:
            guard request.method == "GET" else { return nil }
            return try MetaHandshake.challenge(query: request.query, verifyTokens: secrets)
        case .x:
            guard request.method == "GET" else { return nil }
            return try XAdapter(secrets: secrets).answer(query: request.query)
        case .slack:
            let challenge = try SlackAdapter(secrets: secrets).challenge(request.message)
            return challenge.map { Array($0.utf8) }
        default:
            throw Unreadable(
                .notConfigured,
                expected: "a platform that asks first: Meta's, X or Slack"
            )
        }
    }
}
