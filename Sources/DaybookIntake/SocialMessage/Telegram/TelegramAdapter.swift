internal import DaybookDomain

/// Reads updates of a Telegram bot.
///
/// Telegram signs nothing: it sends a secret agreed with `setWebhook` along, so its times are
/// claims (``Contact/claimedAt``) and the secret must be long.
public struct TelegramAdapter: ChannelAdapter {
    /// The bot's id, the digits before the colon of its token: update ids count per bot.
    public let bot: String
    let secrets: LiveSecrets

    /// Sets the adapter up for one bot.
    public init(bot: String, secrets: LiveSecrets) {
        self.bot = bot
        self.secrets = secrets
    }

    /// Reads one update.
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        try WebhookBody.admit(message, to: .telegram)
        let secret = try WebhookBody.header("X-Telegram-Bot-Api-Secret-Token", of: message)
        guard secrets.contain(Array(secret.utf8)) else {
            throw Unreadable(.signatureWrong, expected: "the agreed secret token")
        }
        switch try WebhookBody.parse(message.body, of: .telegram) {
        case .quarantined(let contact): return Reading([contact])
        case .value(let update):
            guard let object = update.object, let id = update["update_id"]?.identifier else {
                throw Unreadable(
                    .malformed,
                    offset: 0,
                    expected: "an object with \"update_id\""
                )
            }
            return Reading([contact(of: object, update: id)])
        }
    }

    private func contact(of update: JSONObject, update id: String) -> Contact {
        let identity = ContactIdentity.bytes("telegram", bot, id)
        var contact = Contact(.unrecognised, identity: identity)
        contact.recipient = bot
        for member in update.members where member.key != "update_id" {
            switch member.key {
            case "message", "business_message":
                fill(&contact, from: member.value)
            case "edited_message", "edited_business_message":
                fill(&contact, from: member.value)
                contact.kind = .edit
                contact.references = [contact.messageID]
                contact.messageID = ""
                contact.claimedAt =
                    ProviderTime.instant(member.value["edit_date"]) ?? contact.claimedAt
            case "callback_query":
                choose(&contact, member.value)
            case "message_reaction":
                react(&contact, member.value)
            default:
                contact.note = "\(PlatformWord.of(member.key)) /\(PlatformWord.of(member.key))"
            }
            break
        }
        contact.freshText = contact.text
        return contact
    }

    private func fill(_ contact: inout Contact, from message: JSONValue) {
        let isPrivate = message["chat"]?["type"]?.string == "private"
        contact.kind = isPrivate ? .message : .mention
        name(&contact, by: message["from"] ?? message["chat"])
        contact.claimedAt = ProviderTime.instant(message["date"])
        contact.messageID = TelegramAdapter.id(of: message)
        contact.text = (message["text"] ?? message["caption"])?.string ?? ""
        if let answered = message["reply_to_message"] {
            contact.references = [TelegramAdapter.id(of: answered)]
        }
        contact.attachments = TelegramAdapter.attachments(of: message)
        // A link into the chat carries a word of the clinic's own: `/start flyer`.
        let start = "/start "
        if contact.text.utf8.starts(with: start.utf8) {
            let word = contact.text.utf8.dropFirst(start.utf8.count)
            contact.fields = [("ref", String(Substring(word)))]
        }
        if contact.sender.isEmpty {
            contact.kind = .unrecognised
            contact.note = "sender /message"
        }
    }

    private func choose(_ contact: inout Contact, _ query: JSONValue) {
        contact.kind = .choice
        name(&contact, by: query["from"])
        contact.messageID = query["id"]?.identifier ?? ""
        contact.choice = query["data"]?.string ?? ""
        if let message = query["message"] {
            contact.references = [TelegramAdapter.id(of: message)]
        }
    }

    private func react(_ contact: inout Contact, _ reaction: JSONValue) {
        contact.kind = .reaction
        name(&contact, by: reaction["user"])
        contact.claimedAt = ProviderTime.instant(reaction["date"])
        contact.references = [TelegramAdapter.id(of: reaction)]
        contact.text = reaction["new_reaction"]?[0]?["emoji"]?.string ?? ""
        contact.note = reaction["new_reaction"]?[0] == nil ? "unreact" : "react"
    }

    private func name(_ contact: inout Contact, by user: JSONValue?) {
        contact.sender = user?["id"]?.identifier ?? ""
        let names = [user?["first_name"]?.string, user?["last_name"]?.string]
        contact.senderName = names.compactMap(\.self).joined(separator: " ")
        contact.language = user?["language_code"]?.string ?? ""
    }

    /// Message ids count per chat.
    private static func id(of message: JSONValue) -> String {
        let chat = message["chat"]?["id"]?.identifier ?? ""
        return "\(chat):\(message["message_id"]?.identifier ?? "")"
    }

    private static func attachments(of message: JSONValue) -> [Attachment] {
        let kinds = ["document", "audio", "voice", "video", "video_note", "animation", "sticker"]
        var attachments = kinds.compactMap { kind in
            message[kind].map { attachment($0, kind, "application/octet-stream") }
        }
        // Sizes of one picture, the largest last.
        if let photo = message["photo"]?.array?.last {
            attachments.append(attachment(photo, "photo", "image/jpeg"))
        }
        return attachments
    }

    private static func attachment(
        _ file: JSONValue,
        _ kind: String,
        _ mediaType: String
    ) -> Attachment {
        Attachment(
            name: file["file_name"]?.string ?? kind,
            mediaType: file["mime_type"]?.string?.lowercased() ?? mediaType,
            length: -1,
            digest: [],
            link: file["file_id"]?.identifier.map { "telegram-file:\($0)" } ?? ""
        )
    }
}
