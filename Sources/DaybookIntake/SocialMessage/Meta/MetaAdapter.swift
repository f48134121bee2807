public import DaybookDomain

/// Reads webhook deliveries of Messenger, Instagram and WhatsApp Cloud.
///
/// The signature (`X-Hub-Signature-256`) is checked over the bytes as received before anything is
/// parsed. Every entry and every message of a batch is read; what this version does not know
/// becomes a contact of its own, so that the platform may always be told 200.
public struct MetaAdapter: ChannelAdapter {
    /// The platform's channel: `.messenger`, `.instagram` or `.whatsapp`.
    public let channel: Channel
    /// The clinic's accounts (page, Instagram or WhatsApp business ids); empty admits every
    /// account.
    public let accounts: Set<String>
    let secrets: LiveSecrets

    /// Sets the adapter up for one channel.
    ///
    /// - Parameters:
    ///   - channel: `.messenger`, `.instagram` or `.whatsapp`; with any other every message is
    ///     refused as not configured.
    ///   - secrets: the app secret, and the one before it.
    ///   - accounts: the clinic's accounts, or none to admit every account that the app serves.
    public init(channel: Channel, secrets: LiveSecrets, accounts: Set<String> = []) {
        self.channel = channel
        self.secrets = secrets
        self.accounts = accounts
    }

    /// Reads one delivery.
    ///
    /// A right signature over text that is no such delivery is `malformed`; one that exceeds the
    /// limits of nesting, values or contacts is a single quarantined contact.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        guard let object = objectName else {
            throw Unreadable(.notConfigured, expected: "a channel of Meta's")
        }
        try WebhookBody.admit(message, to: channel)
        try verify(
            try WebhookBody.header("X-Hub-Signature-256", of: message),
            over: message.body
        )
        let root: JSONValue
        switch try WebhookBody.parse(message.body, of: channel) {
        case .value(let value): root = value
        case .quarantined(let contact): return Reading([contact])
        }
        guard let name = root["object"]?.string, let entries = root["entry"]?.array else {
            throw Unreadable(
                .malformed,
                offset: 0,
                expected: "an object with \"object\" and \"entry\""
            )
        }
        guard name == object else {
            throw Unreadable(.notConfigured, expected: "\"object\":\"\(object)\"")
        }
        guard let contacts = contacts(of: entries) else {
            return Reading([
                WebhookBody.quarantine(message.body, of: channel, note: "too-many-contacts")
            ])
        }
        return Reading(contacts)
    }

    private var objectName: String? {
        switch channel {
        case .messenger: "page"
        case .instagram: "instagram"
        case .whatsapp: "whatsapp_business_account"
        default: nil
        }
    }

    private func verify(_ header: String, over body: [UInt8]) throws(Unreadable) {
        let prefix = "sha256="
        let digits = header.utf8.dropFirst(prefix.utf8.count)
        guard header.utf8.starts(with: prefix.utf8), digits.count == 64,
            let code = HexDigits.bytes(digits), secrets.signSHA256(body, code: code)
        else {
            throw Unreadable(
                .signatureWrong,
                expected: "sha256= and the body's HMAC in 64 digits"
            )
        }
    }

    private func contacts(of entries: [JSONValue]) -> [Contact]? {
        var list = ContactList()
        for (index, entry) in entries.enumerated() {
            let place = MetaPlace(channel: channel, entry: index, account: account(of: entry))
            if !accounts.isEmpty, !accounts.contains(place.account) {
                list.append(place.unrecognised(entry, "account"))
            } else if channel == .whatsapp {
                WhatsAppReader(place: place).read(entry, into: &list)
            } else {
                MessengerReader(place: place).read(entry, into: &list)
            }
            guard !list.isFull else { return nil }
        }
        return list.contacts
    }

    private func account(of entry: JSONValue) -> String {
        entry["id"]?.identifier ?? ""
    }
}
