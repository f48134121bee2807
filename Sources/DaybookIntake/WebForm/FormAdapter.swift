public import DaybookDomain

/// Reads submissions of the clinic's own form, urlencoded or JSON.
///
/// A submission with mistakes is still a contact: its note lists them as codes, and nothing typed
/// is lost. Two submits of one rendered page are one contact, by the id minted with the page; JSON
/// clients send `Idempotency-Key` instead.
public struct FormAdapter: ChannelAdapter {
    /// The channel read: `.form`, or another that is a form with fields of its own (`.nurse`).
    public let channel: Channel
    /// The form's fields.
    public let schema: FormSchema
    /// The name of the cookie that carries the visitor's session.
    public let sessionCookie: String
    let mint: TokenMint?

    /// Reads a form without tokens: slots come back unchecked in ``Contact/choice``.
    public init(
        channel: Channel = .form,
        schema: FormSchema? = nil,
        sessionCookie: String = "daybook-session"
    ) {
        self.init(channel: channel, schema: schema, sessionCookie: sessionCookie, mint: nil)
    }

    /// Reads a form whose token and slots were minted by `mint`.
    package init(
        channel: Channel = .form,
        schema: FormSchema? = nil,
        sessionCookie: String = "daybook-session",
        mint: TokenMint?
    ) {
        self.channel = channel
        self.schema = schema ?? .shipped(for: channel)
        self.sessionCookie = sessionCookie
        self.mint = mint
    }

    /// Reads one submission. More fields than the limit make one quarantined contact; a submission
    /// in which a person filled in nothing is `malformed`.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        let body = try body(of: message)
        guard !body.isOverfull else {
            let contact = WebhookBody.quarantine(
                message.body,
                of: channel,
                note: "too-many-fields"
            )
            return Reading([contact])
        }
        var submission = FormSubmission(
            body,
            schema: schema,
            mint: mint,
            session: session(of: message),
            receivedAt: message.receivedAt
        )
        guard submission.isFilledIn else {
            throw Unreadable(.malformed, expected: "at least one field filled in")
        }
        submission.contact.identity = identity(of: submission, message)
        return Reading([submission.contact])
    }

    /// What is wrong with a submission, for rendering the page again with its input kept.
    public func report(on message: borrowing RawMessage) throws(Unreadable) -> FormReport {
        let submission = FormSubmission(
            try body(of: message),
            schema: schema,
            mint: mint,
            session: session(of: message),
            receivedAt: message.receivedAt
        )
        return submission.report
    }

    private func body(of message: borrowing RawMessage) throws(Unreadable) -> FormBody {
        guard message.channel == channel else {
            throw Unreadable(.notConfigured, expected: "a submission for \(channel.name)")
        }
        guard message.body.count <= FormLimits.bodyBytesMax else {
            throw Unreadable(
                .tooLarge,
                offset: FormLimits.bodyBytesMax,
                expected: "at most \(FormLimits.bodyBytesMax) bytes"
            )
        }
        return try FormBody(message.body, contentType: message.header("Content-Type"))
    }

    private func identity(
        of submission: FormSubmission,
        _ message: borrowing RawMessage
    ) -> [UInt8] {
        if submission.isJSON, let key = message.header("Idempotency-Key"),
            FormText.isSubmissionID(key)
        {
            return ContactIdentity.bytes(channel.name, "key", key)
        }
        if FormText.isSubmissionID(submission.submissionID) {
            return ContactIdentity.bytes(channel.name, submission.submissionID)
        }
        return ContactIdentity.bytes(
            channel.name,
            "digest",
            ContactIdentity.digest(of: message.body)
        )
    }

    /// The session's value from the Cookie header; empty without one.
    private func session(of message: borrowing RawMessage) -> [UInt8] {
        guard let header = message.header("Cookie") else { return [] }
        for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
            let trimmed = pair.drop { $0 == 0x20 }
            guard let equals = trimmed.firstIndex(of: UInt8(ascii: "=")) else { continue }
            if trimmed[..<equals].elementsEqual(sessionCookie.utf8) {
                return Array(trimmed[equals...].dropFirst())
            }
        }
        return []
    }
}
