/// A mail ready to be handed to a mail server, byte for byte (RFC 5322, CRLF line ends).
///
/// It holds what a patient is told, so it can be neither copied nor printed; its bytes are seen
/// inside a closure only. An access fact was appended before it was made.
public struct OutgoingMail: ~Copyable, Sendable {
    private let content: PHI<[UInt8]>

    package init(_ draft: consuming PHI<MailDraft>) {
        content = PHI(draft.exposed { MailWriter.bytes($0) })
    }

    /// Hands the bytes over, as to `sendmail -t -i`. Do not keep them.
    public func withBytes<Result, Failure: Error>(
        _ send: ([UInt8]) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try content.exposed { (bytes) throws(Failure) -> Result in try send(copy bytes) }
    }
}
