internal import DaybookDomain

/// Reads webhook deliveries of the clinic's own Discourse forum.
///
/// The signature (`X-Discourse-Event-Signature`) covers the body only, so nothing is taken from the
/// other headers but the event's name. A post in a private topic is a message, one in public a
/// mention.
public struct DiscourseAdapter: ChannelAdapter {
    /// User names of the clinic's own people and robots: their posts are answers.
    public let staff: Set<String>
    let secrets: LiveSecrets

    /// Sets the adapter up.
    ///
    /// - Parameters:
    ///   - secrets: the webhook's secret, and the one before it.
    ///   - staff: user names of those who answer for the clinic.
    public init(secrets: LiveSecrets, staff: Set<String> = []) {
        self.secrets = secrets
        self.staff = staff
    }

    /// Reads one event.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        try WebhookBody.admit(message, to: .forum)
        let header = try WebhookBody.header("X-Discourse-Event-Signature", of: message)
        let prefix = "sha256="
        let digits = header.utf8.dropFirst(prefix.utf8.count)
        guard header.utf8.starts(with: prefix.utf8), digits.count == 64,
            let code = HexDigits.bytes(digits), secrets.signSHA256(message.body, code: code)
        else {
            throw Unreadable(
                .signatureWrong,
                expected: "sha256= and the body's HMAC in 64 digits"
            )
        }
        let event = message.header("X-Discourse-Event") ?? ""
        switch try WebhookBody.parse(message.body, of: .forum) {
        case .quarantined(let contact): return Reading([contact])
        case .value(let root):
            guard root.object != nil else {
                throw Unreadable(.malformed, offset: 0, expected: "an object")
            }
            // The question whether the address works carries nothing.
            if event == "ping" { return Reading([]) }
            return Reading([contact(of: root, event: event)])
        }
    }

    private func contact(of root: JSONValue, event: String) -> Contact {
        guard let post = root["post"], let id = post["id"]?.identifier, !id.isEmpty,
            let kind = kind(of: post, event: event)
        else {
            var contact = Contact(
                .unrecognised,
                identity: ContactIdentity.bytes(
                    "forum",
                    "unrecognised",
                    ContactIdentity.digest(of: root)
                )
            )
            contact.note = "\(PlatformWord.of(event)) /"
            return contact
        }
        let version = post["version"]?.identifier ?? ""
        var contact = Contact(kind, identity: ContactIdentity.bytes("forum", id))
        switch kind {
        case .edit: contact.identity = ContactIdentity.bytes("forum", "edit", id, version)
        case .unsend: contact.identity = ContactIdentity.bytes("forum", "unsend", id)
        default: break
        }
        let topic = post["topic_id"]?.identifier ?? ""
        contact.sender = post["user_id"]?.identifier ?? ""
        contact.senderName = post["username"]?.string ?? ""
        contact.signedAt = ISOTime.instant(
            (kind == .edit ? post["updated_at"] : post["created_at"])?.string ?? ""
        )
        contact.recipient = topic
        contact.subject = post["topic_title"]?.string ?? ""
        if kind == .edit || kind == .unsend {
            contact.references = [id]
        } else {
            contact.messageID = id
            contact.references = ["topic:\(topic)"]
        }
        // `raw` is what was typed; without it nothing but HTML is there, which isn't read.
        contact.text = post["raw"]?.string ?? ""
        contact.freshText = contact.text
        return contact
    }

    private func kind(of post: JSONValue, event: String) -> Contact.Kind? {
        switch event {
        case "post_edited": return .edit
        case "post_destroyed": return .unsend
        case "post_created":
            if let name = post["username"]?.string, staff.contains(name) { return .echo }
            let isPrivate = post["topic_archetype"]?.string == "private_message"
            return isPrivate ? .message : .mention
        default: return nil
        }
    }
}
