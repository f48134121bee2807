package import DaybookDomain

/// An answer as the body of a platform's send request: JSON, of Twilio's a form. Confined like
/// ``OutgoingMail``.
public struct OutgoingPayload: ~Copyable, Sendable {
    private let content: PHI<[UInt8]>

    package init(_ content: consuming PHI<[UInt8]>) {
        self.content = content
    }

    /// Hands the bytes over, as to an HTTP client. Do not keep them.
    public func withBytes<Result, Failure: Error>(
        _ send: ([UInt8]) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try content.exposed { (bytes) throws(Failure) -> Result in try send(copy bytes) }
    }
}

extension RevealedContent {
    /// The answer to this message as its platform takes it; `nil` for a channel without one.
    ///
    /// - Parameters:
    ///   - language: In which language a rule words it.
    ///   - isLate: Whether it goes out after the platform's ordinary window, by a person.
    ///   - text: What is said, given the person's language.
    ///   - offers: What there is to choose from, as buttons, given the person's language.
    package func answer(
        on channel: Channel,
        in language: AnswerLanguage,
        isLate: Bool = false,
        offers: (MailWords) -> [ReplyPayload.Offer],
        text: (MailWords) -> String
    ) -> OutgoingPayload? {
        let bytes = withContact { contact -> [UInt8]? in
            let words = MailWords(tag: language.tag(answering: contact))
            let text = text(words)
            // A press of a button in Slack has no id of its own; it stands where its message does.
            let isPress = channel == .slack && contact.kind == .choice && contact.messageID.isEmpty
            let thread = (isPress ? contact.references.dropFirst() : contact.references[...]).first
            if contact.kind == .mention {
                return ReplyPayload.publicBytes(
                    channel: channel,
                    answering: contact.messageID,
                    at: contact.recipient,
                    thread: thread ?? "",
                    text: text
                )
            }
            return ReplyPayload.bytes(
                channel: channel,
                to: contact.sender,
                text: text,
                offers: offers(words),
                answering: isPress ? contact.references.first ?? "" : contact.messageID,
                at: contact.recipient,
                thread: thread ?? "",
                isLate: isLate
            )
        }
        guard let bytes else { return nil }
        return OutgoingPayload(PHI(bytes))
    }
}
