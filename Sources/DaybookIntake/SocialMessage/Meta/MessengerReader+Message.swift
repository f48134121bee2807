internal import DaybookDomain

extension MessengerReader {
    /// A message in either direction, or the news that one was taken back.
    func message(_ message: JSONValue, of event: Event) -> Contact {
        guard let mid = message["mid"]?.identifier, !mid.isEmpty else {
            return event.unrecognised("message")
        }
        if message["is_deleted"]?.bool == true {
            var contact = event.contact(.unsend, identity: event.place.identity("unsend", mid))
            contact.references = [mid]
            return contact
        }
        var contact = event.contact(
            kind(of: message, from: event),
            identity: event.place.identity(mid)
        )
        contact.messageID = mid
        contact.text = message["text"]?.string ?? ""
        contact.freshText = contact.text
        contact.choice = message["quick_reply"]?["payload"]?.string ?? ""
        if let answered = message["reply_to"]?["mid"]?.identifier, !answered.isEmpty {
            contact.references = [answered]
        }
        if let referral = message["referral"]?["ref"]?.identifier {
            contact.fields = [("ref", referral)]
        }
        contact.attachments = attachments(of: message)
        contact.note = note(on: contact, message, of: event)
        return contact
    }

    private func kind(of message: JSONValue, from event: Event) -> Contact.Kind {
        if message["is_echo"]?.bool == true { return .echo }
        if message["is_unsupported"]?.bool == true || event.sender.isEmpty {
            return .unrecognised
        }
        return message["quick_reply"]?["payload"]?.string == nil ? .message : .choice
    }

    private func note(on contact: Contact, _ message: JSONValue, of event: Event) -> String {
        switch contact.kind {
        case .echo:
            // Without an app's id a person typed it in the platform's own inbox.
            return message["app_id"]?.identifier.map { "app=\(PlatformWord.of($0))" } ?? ""
        case .unrecognised:
            return (event.sender.isEmpty ? "sender" : "is_unsupported") + " \(event.place.path)"
        default:
            return ""
        }
    }

    /// Links only: nothing is fetched. Where the platform gives no name, its word for the kind
    /// ("image", "share", "story_mention") stands as the name.
    private func attachments(of message: JSONValue) -> [Attachment] {
        guard let attachments = message["attachments"]?.array else { return [] }
        return attachments.prefix(SocialLimits.attachmentsMax).map { attachment in
            let type = PlatformWord.of(attachment["type"]?.string)
            let payload = attachment["payload"]
            return Attachment(
                name: payload?["title"]?.string ?? type,
                mediaType: MessengerReader.mediaType(type),
                length: -1,
                digest: [],
                link: payload?["url"]?.string ?? attachment["url"]?.string ?? ""
            )
        }
    }

    private static func mediaType(_ type: String) -> String {
        switch type {
        case "image", "audio", "video": "\(type)/*"
        default: "application/octet-stream"
        }
    }
}
