internal import DaybookDomain

/// Reads the events of one delivery of X.
struct XReader {
    let account: String
    let root: JSONValue

    /// All contacts, or `nil` if there are more than a reading holds.
    func contacts(of object: JSONObject) -> [Contact]? {
        var list = ContactList()
        for member in object.members {
            switch member.key {
            case "for_user_id", "users", "apps", "user_has_blocked": continue
            case "direct_message_events":
                for (index, event) in (member.value.array ?? []).enumerated() {
                    list.append(directMessage(event, "/\(member.key)/\(index)"))
                }
            case "tweet_create_events":
                for (index, post) in (member.value.array ?? []).enumerated() {
                    list.append(mention(post, "/\(member.key)/\(index)"))
                }
            default:
                let word = PlatformWord.of(member.key)
                list.append(unrecognised(member.value, "\(word) /\(word)"))
            }
        }
        return list.isFull ? nil : list.contacts
    }

    private func directMessage(_ event: JSONValue, _ path: String) -> Contact {
        let message = event["message_create"]
        guard event["type"]?.string == "message_create", let id = event["id"]?.identifier,
            let sender = message?["sender_id"]?.identifier
        else {
            return unrecognised(event, "\(PlatformWord.of(event["type"]?.string)) \(path)")
        }
        let data = message?["message_data"]
        let choice = data?["quick_reply_response"]?["metadata"]?.string
        let kind: Contact.Kind = sender == account ? .echo : choice == nil ? .message : .choice
        var contact = Contact(kind, identity: ContactIdentity.bytes("x", account, id))
        contact.sender = sender
        contact.senderName = root["users"]?[sender]?["name"]?.string ?? ""
        contact.recipient = message?["target"]?["recipient_id"]?.identifier ?? account
        contact.signedAt = ProviderTime.instant(event["created_timestamp"])
        contact.messageID = id
        contact.text = data?["text"]?.string ?? ""
        contact.freshText = contact.text
        contact.choice = choice ?? ""
        if let media = data?["attachment"]?["media"] {
            contact.attachments = [
                Attachment(
                    name: PlatformWord.of(media["type"]?.string),
                    mediaType: "application/octet-stream",
                    length: -1,
                    digest: [],
                    link: media["media_url_https"]?.string ?? ""
                )
            ]
        }
        return contact
    }

    private func mention(_ post: JSONValue, _ path: String) -> Contact {
        guard let id = (post["id_str"] ?? post["id"])?.identifier,
            let sender = (post["user"]?["id_str"] ?? post["user"]?["id"])?.identifier
        else { return unrecognised(post, "post \(path)") }
        // What the clinic itself posts in a thread is its answer.
        var contact = Contact(
            sender == account ? .echo : .mention,
            identity: ContactIdentity.bytes("x", account, "post", id)
        )
        contact.sender = sender
        contact.senderName = post["user"]?["name"]?.string ?? ""
        contact.recipient = account
        contact.signedAt = ProviderTime.instant(post["timestamp_ms"])
        contact.messageID = id
        if let parent = post["in_reply_to_status_id_str"]?.identifier {
            contact.references = [parent]
        }
        contact.text = post["text"]?.string ?? ""
        contact.freshText = contact.text
        contact.note = "public"
        return contact
    }

    private func unrecognised(_ value: JSONValue, _ note: String) -> Contact {
        var contact = Contact(
            .unrecognised,
            identity: ContactIdentity.bytes(
                "x",
                account,
                "unrecognised",
                ContactIdentity.digest(of: value)
            )
        )
        contact.recipient = account
        contact.note = note
        return contact
    }
}
