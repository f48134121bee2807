internal import DaybookDomain

/// Reads the payload of a Slack request.
enum SlackReader {
    /// What stands as the type of a command's form, which has none.
    static let commandType = "command"

    static func contacts(of root: JSONValue) -> [Contact] {
        let team = (root["team_id"] ?? root["team"]?["id"])?.string ?? ""
        switch root["type"]?.string {
        case "event_callback":
            guard let event = root["event"], let id = root["event_id"]?.string else { break }
            let identity = ContactIdentity.bytes("slack", team, id)
            return [contact(of: event, team: team, identity: identity)]
        case "block_actions":
            let actions = root["actions"]?.array ?? []
            return actions.prefix(Reading.contactsMax).map { choice($0, in: root, team: team) }
        case commandType:
            if let contact = command(root, team: team) { return [contact] }
        default: break
        }
        var contact = Contact(
            .unrecognised,
            identity: ContactIdentity.bytes(
                "slack",
                team,
                "unrecognised",
                ContactIdentity.digest(of: root)
            )
        )
        contact.note = "\(PlatformWord.of(root["type"]?.string)) /type"
        return [contact]
    }

    private static func contact(
        of event: JSONValue,
        team: String,
        identity: [UInt8]
    ) -> Contact {
        var contact = Contact(.unrecognised, identity: identity)
        contact.recipient = team
        contact.sender = event["user"]?.string ?? ""
        contact.signedAt = instant(event["ts"] ?? event["event_ts"])
        let channel = (event["channel"] ?? event["item"]?["channel"])?.string ?? ""
        switch (event["type"]?.string, event["subtype"]?.string) {
        case ("message", nil), ("message", "file_share"), ("message", "bot_message"),
            ("message", "thread_broadcast"), ("app_mention", _):
            message(&contact, event, channel)
        case ("message", "message_changed"):
            contact.kind = .edit
            contact.sender = event["message"]?["user"]?.string ?? ""
            contact.references = ["\(channel):\(event["message"]?["ts"]?.string ?? "")"]
            contact.text = event["message"]?["text"]?.string ?? ""
        case ("message", "message_deleted"):
            contact.kind = .unsend
            contact.sender = event["previous_message"]?["user"]?.string ?? ""
            contact.references = ["\(channel):\(event["deleted_ts"]?.string ?? "")"]
        case ("reaction_added", _), ("reaction_removed", _):
            contact.kind = .reaction
            contact.references = ["\(channel):\(event["item"]?["ts"]?.string ?? "")"]
            contact.text = event["reaction"]?.string ?? ""
            contact.note = event["type"]?.string == "reaction_added" ? "react" : "unreact"
        default:
            let subtype = event["subtype"]?.string
            contact.note = "\(PlatformWord.of(subtype ?? event["type"]?.string)) /event"
        }
        contact.freshText = contact.text
        return contact
    }

    private static func message(_ contact: inout Contact, _ event: JSONValue, _ channel: String) {
        let isDirect = event["channel_type"]?.string == "im"
        let isBot = event["bot_id"]?.string != nil
        contact.kind = isBot ? .echo : isDirect ? .message : .mention
        if contact.sender.isEmpty { contact.sender = event["bot_id"]?.string ?? "" }
        contact.messageID = "\(channel):\(event["ts"]?.string ?? "")"
        if let thread = event["thread_ts"]?.string, thread != event["ts"]?.string {
            contact.references = ["\(channel):\(thread)"]
        }
        contact.text = event["text"]?.string ?? ""
        let files = event["files"]?.array ?? []
        contact.attachments = files.prefix(SocialLimits.attachmentsMax).map { file in
            Attachment(
                name: file["name"]?.string ?? "",
                mediaType: file["mimetype"]?.string?.lowercased() ?? "application/octet-stream",
                length: -1,
                digest: [],
                link: file["url_private"]?.string ?? ""
            )
        }
        if contact.sender.isEmpty {
            contact.kind = .unrecognised
            contact.note = "sender /event"
        }
    }

    /// A command typed into Slack ("/daybook …") is a message with a receipt of its own.
    private static func command(_ form: JSONValue, team: String) -> Contact? {
        guard let id = form["trigger_id"]?.string, !id.isEmpty,
            let user = form["user_id"]?.string, !user.isEmpty
        else { return nil }
        var contact = Contact(
            .message,
            identity: ContactIdentity.bytes("slack", team, "command", id)
        )
        contact.sender = user
        contact.recipient = team
        contact.messageID = id
        contact.text = form["text"]?.string ?? ""
        contact.freshText = contact.text
        contact.note = "command"
        return contact
    }

    private static func choice(
        _ action: JSONValue,
        in root: JSONValue,
        team: String
    ) -> Contact {
        let user = root["user"]?["id"]?.string ?? ""
        let time = action["action_ts"]?.string ?? ""
        let name = action["action_id"]?.string ?? ""
        var contact = Contact(
            .choice,
            identity: ContactIdentity.bytes("slack", team, "action", user, time, name)
        )
        contact.sender = user
        contact.recipient = team
        contact.signedAt = instant(action["action_ts"])
        contact.choice = (action["value"] ?? action["selected_option"]?["value"])?.string ?? ""
        let label = action["text"]?["text"] ?? action["selected_option"]?["text"]?["text"]
        contact.text = label?.string ?? ""
        contact.freshText = contact.text
        if let message = root["container"]?["message_ts"]?.string {
            let channel = root["channel"]?["id"]?.string ?? ""
            contact.references = ["\(channel):\(message)"]
            // Where the button stands in a thread, the thread's beginning comes second.
            let thread = (root["container"]?["thread_ts"] ?? root["message"]?["thread_ts"])?.string
            if let thread, thread != message { contact.references.append("\(channel):\(thread)") }
        }
        return contact
    }

    /// Slack's "1772438400.123456": seconds and microseconds.
    private static func instant(_ value: JSONValue?) -> Instant? {
        guard let text = value?.identifier else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "."), maxSplits: 1)
        guard let first = parts.first, let seconds = Int64(String(Substring(first))),
            let instant = ProviderTime.instant(seconds)
        else { return nil }
        guard parts.count == 2, let thousandths = Int64(String(Substring(parts[1].prefix(3)))),
            (0..<1_000).contains(thousandths), parts[1].count >= 3
        else { return instant }
        return instant.advanced(byMilliseconds: thousandths)
    }
}
