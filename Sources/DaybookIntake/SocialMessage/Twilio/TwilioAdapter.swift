internal import DaybookDomain

/// Reads text messages and delivery reports of Twilio, which come as urlencoded forms, and as JSON
/// where Twilio sends events.
///
/// Twilio signs the address it called followed by every pair sorted by name (HMAC-SHA1), so the
/// adapter must know the addresses under which the host is reached from outside, query included. Of
/// JSON it signs the address alone, to which it adds the body's digest as `bodySHA256`; give
/// addresses without it.
public struct TwilioAdapter: ChannelAdapter {
    /// The public addresses; each is also tried with and without its scheme's usual port.
    public let addresses: [String]
    let secrets: LiveSecrets

    /// Sets the adapter up.
    ///
    /// - Parameters:
    ///   - addresses: public addresses as configured at Twilio, at most 8 are used.
    ///   - secrets: the account's auth token, and the one before it.
    public init(addresses: [String], secrets: LiveSecrets) {
        self.addresses = Array(addresses.prefix(8))
        self.secrets = secrets
    }

    /// Reads one request.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        try WebhookBody.admit(message, to: .sms)
        let header = try WebhookBody.header("X-Twilio-Signature", of: message)
        let body = message.body
        let start = body.first { !Octets.isWhite($0) }
        if let start, TwilioAdapter.jsonStarts.contains(start) {
            return try readJSON(body, signature: header)
        }
        guard URLEncodedFields.count(body) <= SocialLimits.fieldsMax else {
            throw Unreadable(
                .tooLarge,
                expected: "at most \(SocialLimits.fieldsMax) fields"
            )
        }
        let pairs = URLEncodedFields.decode(body[...], countMax: SocialLimits.fieldsMax)
        let content = TwilioAdapter.content(pairs)
        guard isSigned(addresses.flatMap(TwilioAdapter.spellings), content, header) else {
            throw Unreadable(
                .signatureWrong,
                expected: "the address's and pairs' HMAC in base64"
            )
        }
        func value(_ name: String) -> String {
            let bytes = pairs.first { $0.name == Array(name.utf8) }?.value ?? []
            return String(decoding: bytes, as: UTF8.self)
        }
        return Reading([contact(value) ?? unrecognised(content, note: "MessageSid")])
    }

    /// What of the pairs is signed: by name, then by value, and the same pair once, as Twilio's own
    /// checkers have it.
    private static func content(_ pairs: [URLEncodedFields.Field]) -> [UInt8] {
        let sorted = pairs.sorted {
            $0.name == $1.name
                ? $0.value.lexicographicallyPrecedes($1.value)
                : $0.name.lexicographicallyPrecedes($1.name)
        }
        var tail: [UInt8] = []
        for (index, pair) in sorted.enumerated() where index == 0 || sorted[index - 1] != pair {
            tail += pair.name
            tail += pair.value
        }
        return tail
    }

    /// Whether a signature is that of one of the addresses with what follows it.
    func isSigned(_ addresses: [String], _ tail: [UInt8], _ signature: String) -> Bool {
        guard let code = Base64Digits.bytes(Array(signature.utf8)), code.count == 20 else {
            return false
        }
        var isRight = false
        for address in addresses {
            let matches = secrets.signSHA1(Array(address.utf8), tail, code: code)
            isRight = matches || isRight
        }
        return isRight
    }

    /// An address with and without the usual port, since proxies add or drop it.
    static func spellings(_ address: String) -> [String] {
        let bytes = Array(address.utf8)
        for (scheme, port) in [("https://", ":443"), ("http://", ":80")] {
            guard bytes.starts(with: scheme.utf8) else { continue }
            let rest = bytes.dropFirst(scheme.utf8.count)
            let ends: [UInt8] = [UInt8(ascii: "/"), UInt8(ascii: "?")]
            let host = rest.prefix { !ends.contains($0) }
            let path = String(decoding: rest.dropFirst(host.count), as: UTF8.self)
            let bare = String(decoding: host, as: UTF8.self)
            if host.reversed().starts(with: port.utf8.reversed()) {
                return [address, scheme + String(bare.dropLast(port.count)) + path]
            }
            guard !host.contains(UInt8(ascii: ":")) else { return [address] }
            return [address, scheme + bare + port + path]
        }
        return [address]
    }

    /// What is about no message of ours to know, by all that was said of it: two calls between the
    /// same numbers are two.
    func unrecognised(_ content: [UInt8], note: String) -> Contact {
        let digest = ContactIdentity.digest(of: content)
        var contact = Contact(
            .unrecognised,
            identity: ContactIdentity.bytes("sms", "unrecognised", digest)
        )
        contact.note = note
        return contact
    }

    /// A message or the report of one by the names of its form's fields; `nil` where no message is
    /// named.
    func contact(_ value: (String) -> String) -> Contact? {
        let id = value("MessageSid").isEmpty ? value("SmsSid") : value("MessageSid")
        let status = value("MessageStatus").isEmpty ? value("SmsStatus") : value("MessageStatus")
        guard !id.isEmpty else { return nil }
        if !status.isEmpty, status != "received", status != "receiving" {
            return report(id, PlatformWord.of(status), value)
        }
        var contact = Contact(.message, identity: ContactIdentity.bytes("sms", id))
        contact.sender = value("From")
        contact.senderName = value("ProfileName")
        contact.recipient = value("To")
        contact.messageID = id
        contact.text = value("Body")
        contact.freshText = contact.text
        contact.choice = value("ButtonPayload")
        if !contact.choice.isEmpty { contact.kind = .choice }
        if !value("OriginalRepliedMessageSid").isEmpty {
            contact.references = [value("OriginalRepliedMessageSid")]
        }
        let count = min(max(Int(value("NumMedia")) ?? 0, 0), SocialLimits.attachmentsMax)
        contact.attachments = (0..<count).map { index in
            Attachment(
                name: "",
                mediaType: value("MediaContentType\(index)").lowercased(),
                length: -1,
                digest: [],
                link: value("MediaUrl\(index)")
            )
        }
        // Twilio has already answered words like STOP and blocks what follows.
        contact.note =
            value("OptOutType").isEmpty
            ? "" : "opt-out=\(PlatformWord.of(value("OptOutType").lowercased()))"
        return contact
    }

    private func report(_ id: String, _ status: String, _ value: (String) -> String) -> Contact {
        let kind: Contact.Kind =
            switch status {
            case "delivered": .delivered
            case "read": .read
            case "failed", "undelivered": .failed
            default: .unrecognised
            }
        var contact = Contact(kind, identity: ContactIdentity.bytes("sms", id, status))
        contact.sender = value("To")
        contact.recipient = value("From")
        contact.references = [id]
        if kind == .failed { contact.note = "error=\(PlatformWord.of(value("ErrorCode")))" }
        if kind == .unrecognised { contact.note = "status=\(status)" }
        return contact
    }
}
