internal import DaybookDomain

/// Reads one entry of a Messenger or Instagram delivery.
struct MessengerReader {
    let place: MetaPlace

    /// Reads every event of the entry: direct messages, those that another app is answering
    /// (`standby`), and public comments and mentions (`changes`).
    func read(_ entry: JSONValue, into list: inout ContactList) {
        var isKnown = false
        for name in ["messaging", "standby"] {
            guard let events = entry[name]?.array else { continue }
            isKnown = true
            for (index, event) in events.enumerated() {
                let start = list.contacts.count
                read(event: Event(event, at: place.at(name, index)), into: &list)
                if name == "standby", list.contacts.count == start + 1 {
                    list.note("standby", at: start)
                }
            }
        }
        if let changes = entry["changes"]?.array {
            isKnown = true
            for (index, change) in changes.enumerated() {
                read(change: change, at: place.at("changes", index), into: &list)
            }
        }
        if !isKnown { list.append(place.unrecognised(entry, "entry")) }
    }

    /// One element of `messaging`, with what all kinds have in common.
    struct Event {
        let value: JSONValue
        let place: MetaPlace
        let sender: String
        let recipient: String
        let time: String
        let sentAt: Instant?

        init(_ value: JSONValue, at place: MetaPlace) {
            self.value = value
            self.place = place
            sender = (value["sender"]?["id"] ?? value["sender"]?["user_ref"])?.identifier ?? ""
            recipient = value["recipient"]?["id"]?.identifier ?? place.account
            sentAt = ProviderTime.instant(value["timestamp"])
            time = value["timestamp"]?.identifier ?? ""
        }

        /// A contact of that kind with the common parts filled in.
        func contact(_ kind: Contact.Kind, identity: [UInt8]) -> Contact {
            var contact = Contact(kind, identity: identity)
            contact.sender = sender
            contact.recipient = recipient
            contact.signedAt = sentAt
            return contact
        }

        /// A contact for an event of an unknown kind.
        func unrecognised(_ word: String) -> Contact {
            var contact = place.unrecognised(value, word)
            contact.sender = sender
            contact.recipient = recipient
            contact.signedAt = sentAt
            return contact
        }
    }

    func read(event: Event, into list: inout ContactList) {
        guard let object = event.value.object else {
            list.append(event.unrecognised("event"))
            return
        }
        for member in object.members {
            switch member.key {
            case "message":
                list.append(message(member.value, of: event))
            case "message_edit":
                list.append(edit(member.value, of: event))
            case "postback":
                list.append(postback(member.value, of: event))
            case "reaction":
                list.append(reaction(member.value, of: event))
            case "read":
                list.append(read(member.value, of: event))
            case "delivery":
                deliveries(member.value, of: event, into: &list)
            case "referral", "optin":
                list.append(arrival(member.key, member.value, of: event))
            case "sender", "recipient", "timestamp", "prior_message", "thread", "hop_context":
                continue
            default:
                list.append(event.unrecognised(PlatformWord.of(member.key)))
            }
            return
        }
        list.append(event.unrecognised("event"))
    }

    private func edit(_ edit: JSONValue, of event: Event) -> Contact {
        guard let mid = edit["mid"]?.identifier, !mid.isEmpty else {
            return event.unrecognised("message_edit")
        }
        let count = edit["num_edit"]?.identifier ?? event.time
        var contact = event.contact(
            .edit,
            identity: event.place.identity("edit", mid, count)
        )
        contact.references = [mid]
        contact.text = edit["text"]?.string ?? ""
        contact.freshText = contact.text
        return contact
    }

    private func postback(_ postback: JSONValue, of event: Event) -> Contact {
        let identity: [UInt8]
        let mid = postback["mid"]?.identifier ?? ""
        if mid.isEmpty {
            // Older page subscriptions send no mid: who, when and what stand in for it.
            let digest = ContactIdentity.digest(of: postback)
            identity = event.place.identity("postback", event.sender, event.time, digest)
        } else {
            identity = event.place.identity(mid)
        }
        var contact = event.contact(.choice, identity: identity)
        contact.messageID = mid
        contact.choice = postback["payload"]?.string ?? ""
        contact.text = postback["title"]?.string ?? ""
        contact.freshText = contact.text
        if let referral = postback["referral"] { contact.fields = fields(of: referral) }
        return contact
    }

    private func reaction(_ reaction: JSONValue, of event: Event) -> Contact {
        guard let mid = reaction["mid"]?.identifier, !mid.isEmpty else {
            return event.unrecognised("reaction")
        }
        let action = PlatformWord.of(reaction["action"]?.string)
        var contact = event.contact(
            .reaction,
            identity: event.place.identity("reaction", mid, event.sender, event.time, action)
        )
        contact.references = [mid]
        contact.text = reaction["emoji"]?.string ?? reaction["reaction"]?.string ?? ""
        contact.freshText = contact.text
        contact.note = action
        return contact
    }

    /// Messenger says up to when everything was read, Instagram which message.
    private func read(_ read: JSONValue, of event: Event) -> Contact {
        let mid = read["mid"]?.identifier ?? ""
        let watermark = read["watermark"]?.identifier ?? ""
        guard !mid.isEmpty || !watermark.isEmpty else { return event.unrecognised("read") }
        var contact = event.contact(
            .read,
            identity: event.place.identity("read", event.sender, mid, watermark)
        )
        if !mid.isEmpty { contact.references = [mid] }
        if event.sentAt == nil { contact.signedAt = ProviderTime.instant(read["watermark"]) }
        return contact
    }

    private func deliveries(
        _ delivery: JSONValue,
        of event: Event,
        into list: inout ContactList
    ) {
        let watermark = delivery["watermark"]?.identifier ?? ""
        let mids = (delivery["mids"]?.array ?? []).compactMap(\.identifier)
        guard !mids.isEmpty || !watermark.isEmpty else {
            list.append(event.unrecognised("delivery"))
            return
        }
        let signedAt = event.sentAt ?? ProviderTime.instant(delivery["watermark"])
        for mid in mids.isEmpty ? [""] : mids {
            let parts = mid.isEmpty ? [event.sender, watermark] : [mid]
            var contact = event.contact(
                .delivered,
                identity: event.place.identity(["delivered"] + parts)
            )
            if !mid.isEmpty { contact.references = [mid] }
            contact.signedAt = signedAt
            list.append(contact)
        }
    }

    /// Someone followed a link or agreed to be written to: known, but nothing that waits for an
    /// answer.
    private func arrival(_ word: String, _ value: JSONValue, of event: Event) -> Contact {
        let digest = ContactIdentity.digest(of: value)
        var contact = event.contact(
            .unrecognised,
            identity: event.place.identity(word, event.sender, event.time, digest)
        )
        if contact.sender.isEmpty { contact.sender = value["user_ref"]?.identifier ?? "" }
        contact.fields = fields(of: value)
        contact.note = "\(word) \(event.place.path)"
        return contact
    }

    private func fields(of value: JSONValue) -> [(name: String, value: String)] {
        ["ref", "source", "type", "payload"].compactMap { name in
            value[name]?.identifier.map { (name, $0) }
        }
    }
}
