internal import DaybookDomain

/// Reads one entry of a WhatsApp Cloud delivery.
struct WhatsAppReader {
    let place: MetaPlace

    /// Reads every change of the entry, and in it every message, every status and every error.
    func read(_ entry: JSONValue, into list: inout ContactList) {
        guard let changes = entry["changes"]?.array else {
            list.append(place.unrecognised(entry, "entry"))
            return
        }
        for (index, change) in changes.enumerated() {
            read(change: Change(change, at: place.at("changes", index)), into: &list)
        }
    }

    /// One element of `changes`, with what its messages have in common.
    struct Change {
        let whole: JSONValue
        let value: JSONValue
        let place: MetaPlace
        /// The clinic's number as the platform's id, which replies are sent from.
        let number: String

        init(_ change: JSONValue, at place: MetaPlace) {
            whole = change
            value = change["value"] ?? .null
            self.place = place
            let metadata = value["metadata"]
            number =
                (metadata?["phone_number_id"] ?? metadata?["display_phone_number"])?.identifier
                ?? place.account
        }

        /// How the person with that id calls themselves.
        func name(of id: String) -> String {
            guard !id.isEmpty else { return "" }
            for contact in value["contacts"]?.array ?? [] {
                let ids = [contact["wa_id"]?.identifier, contact["user_id"]?.identifier]
                if ids.contains(id) { return contact["profile"]?["name"]?.string ?? "" }
            }
            return ""
        }
    }

    private func read(change: Change, into list: inout ContactList) {
        let start = list.contacts.count
        for (index, message) in (change.value["messages"]?.array ?? []).enumerated() {
            let place = change.place.at("messages", index)
            list.append(self.message(message, of: change, at: place))
        }
        // Sent by a person in the clinic's WhatsApp Business app.
        for (index, message) in (change.value["message_echoes"]?.array ?? []).enumerated() {
            let place = change.place.at("message_echoes", index)
            list.append(echo(message, of: change, at: place))
        }
        for (index, status) in (change.value["statuses"]?.array ?? []).enumerated() {
            let place = change.place.at("statuses", index)
            list.append(self.status(status, of: change, at: place))
        }
        for (index, error) in (change.value["errors"]?.array ?? []).enumerated() {
            let place = change.place.at("errors", index)
            list.append(place.unrecognised(error, WhatsAppReader.code(of: error)))
        }
        if list.contacts.count == start, !list.isFull {
            let field = PlatformWord.of(change.whole["field"]?.string)
            list.append(change.place.unrecognised(change.whole, field))
        }
    }

    /// A status of one of the clinic's messages; its sender is the person whose phone reports it.
    private func status(_ status: JSONValue, of change: Change, at place: MetaPlace) -> Contact {
        let word = PlatformWord.of(status["status"]?.string)
        guard let id = status["id"]?.identifier, !id.isEmpty else {
            return place.unrecognised(status, "status")
        }
        let kind: Contact.Kind =
            switch word {
            case "delivered": .delivered
            case "read", "played": .read
            case "failed": .failed
            default: .unrecognised
            }
        var contact = Contact(kind, identity: identity(id, word))
        contact.sender = (status["recipient_id"] ?? status["recipient_user_id"])?.identifier ?? ""
        contact.recipient = change.number
        contact.signedAt = ProviderTime.instant(status["timestamp"])
        contact.references = [id]
        switch kind {
        case .failed: contact.note = WhatsAppReader.code(of: status["errors"]?[0])
        case .unrecognised: contact.note = "\(word) \(place.path)"
        default: break
        }
        return contact
    }

    private func echo(_ message: JSONValue, of change: Change, at place: MetaPlace) -> Contact {
        var contact = self.message(message, of: change, at: place)
        guard contact.kind != .unrecognised else { return contact }
        contact.kind = .echo
        contact.sender = change.number
        contact.recipient = (message["to"] ?? message["to_user_id"])?.identifier ?? ""
        return contact
    }

    /// The identity of a message: WhatsApp's ids are unique without their account.
    func identity(_ parts: String...) -> [UInt8] {
        ContactIdentity.bytes([place.channel.name] + parts)
    }

    /// The platform's error number as a note.
    static func code(of error: JSONValue?) -> String {
        "error=\(PlatformWord.of(error?["code"]?.identifier))"
    }
}
