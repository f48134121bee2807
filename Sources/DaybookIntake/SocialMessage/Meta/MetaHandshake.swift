/// The question that Meta asks of an address before it delivers there: a GET request with
/// `hub.mode=subscribe`, `hub.verify_token` and `hub.challenge`.
public enum MetaHandshake {
    /// The challenge to answer with (status 200, text/plain), or the reason to answer 403.
    ///
    /// - Parameters:
    ///   - query: the request's query string as received, without the question mark.
    ///   - verifyTokens: the token agreed with the platform, and the one before it.
    /// - Throws: ``Unreadable``: `malformed` where it is no such question, `signature-missing` and
    ///   `signature-wrong` about the token.
    public static func challenge(
        query: [UInt8],
        verifyTokens: LiveSecrets
    ) throws(Unreadable) -> [UInt8] {
        guard query.count <= SocialLimits.queryBytesMax else {
            throw Unreadable(.tooLarge, expected: "a shorter query")
        }
        let fields = URLEncodedFields.decode(query[...], countMax: 16)
        func value(_ name: String) -> [UInt8]? {
            fields.first { $0.name == Array(name.utf8) }?.value
        }
        guard value("hub.mode") == Array("subscribe".utf8) else {
            throw Unreadable(.malformed, expected: "hub.mode=subscribe")
        }
        guard let token = value("hub.verify_token") else {
            throw Unreadable(.signatureMissing, expected: "hub.verify_token")
        }
        guard verifyTokens.contain(token) else {
            throw Unreadable(.signatureWrong, expected: "the agreed hub.verify_token")
        }
        // Only what can't be taken for markup is echoed.
        guard let challenge = value("hub.challenge"), !challenge.isEmpty,
            challenge.count <= SocialLimits.challengeBytesMax,
            challenge.allSatisfy(isPlain)
        else {
            throw Unreadable(.malformed, expected: "hub.challenge of letters and digits")
        }
        return challenge
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E: true
        default: false
        }
    }
}
