internal import Crypto
internal import DaybookDomain

/// JSON bodies: a list of events (CloudEvents, as Twilio's event streams send them), one event, or an
/// object with the fields of the form.
extension TwilioAdapter {
    /// What a JSON body begins with, and no field of a form.
    static let jsonStarts: [UInt8] = [UInt8(ascii: "{"), UInt8(ascii: "[")]

    private static let digestName = "bodySHA256="
    private static let received = "com.twilio.messaging.inbound-message.received"
    private static let reportPrefix = "com.twilio.messaging.message."

    /// Reads a body whose digest Twilio put into the address that it signed.
    func readJSON(_ body: [UInt8], signature: String) throws(Unreadable) -> Reading {
        // The digest is ours, not the request's: an address that names another one doesn't match.
        let digest = TwilioAdapter.digestName + HexDigits.text(SHA256.hash(data: body))
        let called = addresses.flatMap(TwilioAdapter.spellings).map { address in
            address + (address.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + digest
        }
        guard isSigned(called, [], signature) else {
            throw Unreadable(
                .signatureWrong,
                expected: "the HMAC of the address with bodySHA256 in base64"
            )
        }
        switch try WebhookBody.parse(body, of: .sms) {
        case .quarantined(let contact): return Reading([contact])
        case .value(let root):
            var contacts = ContactList()
            for event in root.array ?? [root] { contacts.append(contact(ofEvent: event)) }
            guard !contacts.isFull else {
                return Reading([WebhookBody.quarantine(body, of: .sms, note: "too-many-contacts")])
            }
            return Reading(contacts.contacts)
        }
    }

    /// An event's time is left out: the same message may come as a form too, which has none, and is
    /// one message.
    private func contact(ofEvent event: JSONValue) -> Contact {
        let content = JSONWriter.bytes(of: event)
        guard let data = event["data"], data.object != nil, let type = event["type"]?.string else {
            let contact = contact { event[$0]?.identifier ?? "" }
            return contact ?? unrecognised(content, note: "MessageSid")
        }
        let status: String
        if type == TwilioAdapter.received {
            status = "received"
        } else if type.utf8.starts(with: TwilioAdapter.reportPrefix.utf8) {
            status = String(type.dropFirst(TwilioAdapter.reportPrefix.count))
        } else {
            return unrecognised(content, note: "\(PlatformWord.of(type)) /type")
        }
        let contact = contact { name in
            switch name {
            case "MessageStatus": status
            default: data[TwilioAdapter.eventName(name)]?.identifier ?? ""
            }
        }
        return contact ?? unrecognised(content, note: "messageSid")
    }

    /// `MessageSid` of a form is `messageSid` of an event.
    private static func eventName(_ name: String) -> String {
        name.prefix(1).lowercased() + name.dropFirst()
    }
}
