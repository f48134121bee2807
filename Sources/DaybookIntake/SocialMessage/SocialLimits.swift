internal import DaybookDomain

/// Every bound of the social channels, in one place.
enum SocialLimits {
    /// Longest webhook body in bytes; Meta's batches of 1,000 stay well below.
    static let bodyBytesMax = 1 << 20
    /// Most attachments of one message that are listed; the sealed original holds the rest.
    static let attachmentsMax = 32
    /// Most named fields taken from one message.
    static let fieldsMax = 200
    /// Longest word of a platform's vocabulary that a note repeats, in bytes.
    static let wordBytesMax = 40
    /// Longest handshake challenge that is echoed, in bytes.
    static let challengeBytesMax = 256
    /// Longest query string of a handshake, in bytes.
    static let queryBytesMax = 4_096
    /// Longest signature header, in bytes; Standard Webhooks lists several signatures in one.
    static let signatureBytesMax = 2_048
    /// How far a signed request time may lie from its receipt, in milliseconds.
    static let signedAgeMillisecondsMax: Int64 = 300_000
    /// How JSON of messages is read.
    static let json = JSONLimits.message
}
