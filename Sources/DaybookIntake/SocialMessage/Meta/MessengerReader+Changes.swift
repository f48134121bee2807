internal import DaybookDomain

extension MessengerReader {
    /// A change on the page or profile: public comments and mentions, or a message in the shape
    /// that the platform's own test tool sends.
    func read(change: JSONValue, at place: MetaPlace, into list: inout ContactList) {
        let field = change["field"]?.string ?? ""
        guard let value = change["value"], value.object != nil else {
            list.append(place.unrecognised(change, PlatformWord.of(field)))
            return
        }
        switch field {
        case "messages", "messaging_postbacks", "message_reactions", "messaging_seen",
            "message_edit":
            read(event: Event(value, at: place), into: &list)
        case "comments", "live_comments", "mentions", "mention":
            list.append(mention(value, of: change, at: place))
        case "feed":
            guard value["item"]?.string == "comment" else { fallthrough }
            list.append(mention(value, of: change, at: place))
        default:
            list.append(place.unrecognised(change, PlatformWord.of(field)))
        }
    }

    private func mention(_ value: JSONValue, of change: JSONValue, at place: MetaPlace) -> Contact {
        let id = (value["comment_id"] ?? value["id"] ?? value["post_id"] ?? value["media_id"])?
            .identifier
        guard let id, !id.isEmpty else { return place.unrecognised(change, "mention") }
        let verb = value["verb"]?.string ?? "add"
        let sender = value["from"]?["id"]?.identifier ?? value["sender_id"]?.identifier ?? ""
        let time = (value["created_time"] ?? value["timestamp"])
        let kind: Contact.Kind =
            switch verb {
            // The clinic's own comment is its answer.
            case "add": sender == place.account ? .echo : .mention
            case "edited", "edit": .edit
            case "remove", "delete", "hide": .unsend
            default: .unrecognised
            }
        let isNew = verb == "add"
        var contact = Contact(
            kind,
            identity: isNew
                ? place.identity("public", id)
                : place.identity("public", id, PlatformWord.of(verb), time?.identifier ?? "")
        )
        contact.sender = sender
        contact.senderName =
            (value["from"]?["username"] ?? value["from"]?["name"])?.string ?? ""
        contact.recipient = place.account
        contact.signedAt = ProviderTime.instant(time)
        contact.messageID = isNew ? id : ""
        let parent = (value["parent_id"] ?? value["media"]?["id"])?.identifier
        contact.references = isNew ? (parent.map { [$0] } ?? []) : [id]
        contact.text = (value["message"] ?? value["text"])?.string ?? ""
        contact.freshText = contact.text
        contact.note = kind == .unrecognised ? "\(PlatformWord.of(verb)) \(place.path)" : "public"
        return contact
    }
}
