/// Why a raw message was not read at all. Nothing of it becomes a fact, except as its channel's
/// policy says (mail is quarantined, a webhook with a wrong signature is refused).
public struct Unreadable: Error, Sendable, Equatable {
    /// The closed set of causes.
    public enum Code: String, Sendable, CaseIterable {
        /// The signature or shared secret is missing.
        case signatureMissing = "signature-missing"
        /// The signature does not fit the bytes.
        case signatureWrong = "signature-wrong"
        /// The message is longer than its channel's limit.
        case tooLarge = "too-large"
        /// The bytes are not of the format that the channel speaks.
        case malformed
        /// The delivery is for a channel or account that is not configured.
        case notConfigured = "not-configured"
    }

    /// The cause.
    public let code: Code
    /// Where: a byte offset in the body, or −1 where no place applies.
    public let offset: Int
    /// What was expected there; carries no content of the message.
    public let expected: String

    /// Makes the error.
    public init(_ code: Code, offset: Int = -1, expected: String) {
        self.code = code
        self.offset = offset
        self.expected = expected
    }
}
