/// The transport headers with which a mail's envelope comes to the adapter, beside the mail itself.
///
/// A mail that comes without them (an `.eml` file, an mbox) is read by its own header alone.
public enum MailEnvelope {
    /// The recipient of this delivery (RCPT TO), with or without angle brackets.
    public static let recipient = "X-Envelope-To"
    /// The sender of this delivery (MAIL FROM); empty or `<>` is the null sender of RFC 5321,
    /// section 4.5.5, which only reports and automatic answers have.
    public static let sender = "X-Envelope-From"
    /// The name under which the server that handed the mail over writes Authentication-Results (its
    /// authserv-id, RFC 8601, section 2.5). Results under any other name are whatever a sender wrote,
    /// and are not looked at; without this header none are.
    public static let authority = "X-Envelope-Authserv-Id"
}
