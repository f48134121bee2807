internal import DaybookDomain

extension WhatsAppReader {
    /// One message of whatever type.
    func message(_ message: JSONValue, of change: Change, at place: MetaPlace) -> Contact {
        guard let id = message["id"]?.identifier, !id.isEmpty else {
            return place.unrecognised(message, "message")
        }
        let type = PlatformWord.of(message["type"]?.string)
        var contact = Contact(.message, identity: identity(id))
        // A person may hide the phone number; then only the platform's own id is there.
        contact.sender = (message["from"] ?? message["from_user_id"])?.identifier ?? ""
        contact.senderName = change.name(of: contact.sender)
        contact.recipient = change.number
        contact.signedAt = ProviderTime.instant(message["timestamp"])
        contact.messageID = id
        if let answered = message["context"]?["id"]?.identifier, !answered.isEmpty {
            contact.references = [answered]
        }
        let isKnown = fill(&contact, type: type, from: message)
        if !isKnown || contact.sender.isEmpty {
            contact.kind = .unrecognised
            contact.note = "\(isKnown ? "sender" : type) \(place.path)"
        }
        contact.freshText = contact.text
        return contact
    }

    /// Fills in what the type brings; `false` for a type this version does not know.
    private func fill(_ contact: inout Contact, type: String, from message: JSONValue) -> Bool {
        let body = message[type] ?? .null
        switch type {
        case "text":
            contact.text = body["body"]?.string ?? ""
        case "button":
            choose(&contact, body["payload"]?.identifier, title: body["text"]?.string)
        case "interactive":
            return interactive(&contact, body)
        case "image", "audio", "video", "voice", "document", "sticker":
            contact.text = body["caption"]?.string ?? ""
            contact.attachments = [WhatsAppReader.attachment(body, type: type)]
        case "location":
            let lines = [body["name"]?.string, body["address"]?.string].compactMap(\.self)
            contact.text = lines.joined(separator: "\n")
            contact.fields = ["latitude", "longitude"].compactMap { name in
                WhatsAppReader.text(of: body[name]).map { (name, $0) }
            }
        case "contacts":
            contact.attachments = (body.array ?? []).prefix(SocialLimits.attachmentsMax).map {
                Attachment(
                    name: $0["name"]?["formatted_name"]?.string ?? "",
                    mediaType: "text/vcard",
                    length: -1,
                    digest: []
                )
            }
        case "order":
            contact.text = body["text"]?.string ?? ""
            contact.note = "order"
        case "reaction":
            react(&contact, body)
        case "edit":
            concern(&contact, .edit, body["original_message_id"])
            contact.text = body["message"]?["text"]?["body"]?.string ?? ""
        case "revoke":
            concern(&contact, .unsend, body["original_message_id"])
        case "system":
            contact.kind = .machine
            contact.text = body["body"]?.string ?? ""
            contact.note = "system=\(PlatformWord.of(body["type"]?.string))"
            if let moved = (body["wa_id"] ?? body["new_wa_id"])?.identifier {
                contact.fields = [("wa_id", moved)]
            }
        default:
            return false
        }
        return true
    }

    private func interactive(_ contact: inout Contact, _ body: JSONValue) -> Bool {
        let type = body["type"]?.string ?? ""
        switch type {
        case "button_reply", "list_reply":
            let reply = body[type]
            choose(&contact, reply?["id"]?.identifier, title: reply?["title"]?.string)
        case "nfm_reply":
            contact.text = body["nfm_reply"]?["body"]?.string ?? ""
            contact.fields = WhatsAppReader.fields(of: body["nfm_reply"]?["response_json"])
            // The clinic's own flow names its slot field like the web form does.
            if let slot = contact.fields.first(where: { $0.name == "slot" }), !slot.value.isEmpty {
                contact.kind = .choice
                contact.choice = slot.value
            }
        default:
            return false
        }
        return true
    }

    private func choose(_ contact: inout Contact, _ token: String?, title: String?) {
        contact.kind = .choice
        contact.choice = token ?? ""
        contact.text = title ?? ""
    }

    private func react(_ contact: inout Contact, _ body: JSONValue) {
        concern(&contact, .reaction, body["message_id"])
        contact.text = body["emoji"]?.string ?? ""
        contact.note = contact.text.isEmpty ? "unreact" : "react"
    }

    private func concern(_ contact: inout Contact, _ kind: Contact.Kind, _ id: JSONValue?) {
        contact.kind = kind
        if let id = id?.identifier, !id.isEmpty { contact.references = [id] }
    }

    /// Media comes as an id to ask the platform with, newer versions add an address.
    private static func attachment(_ body: JSONValue, type: String) -> Attachment {
        let mediaType = body["mime_type"]?.string ?? ""
        let link = body["url"]?.string ?? body["id"]?.identifier.map { "whatsapp-media:\($0)" }
        return Attachment(
            name: body["filename"]?.string ?? type,
            mediaType: mediaType.isEmpty ? "application/octet-stream" : mediaType.lowercased(),
            length: -1,
            digest: [],
            link: link ?? ""
        )
    }

    /// A flow's answers stand as JSON inside a string: its scalar members, in order.
    private static func fields(of response: JSONValue?) -> [(name: String, value: String)] {
        guard let text = response?.string,
            let parsed = try? JSONReader.parse(Array(text.utf8), limits: SocialLimits.json),
            let object = parsed.object
        else { return [] }
        return object.members.prefix(SocialLimits.fieldsMax).compactMap { member in
            WhatsAppReader.text(of: member.value).map { (member.key, $0) }
        }
    }

    /// A scalar as text.
    private static func text(of value: JSONValue?) -> String? {
        if let value = value?.bool { return value ? "true" : "false" }
        return value?.identifier
    }
}
