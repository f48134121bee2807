internal import DaybookDomain

/// What all JSON webhooks have in common before their platforms differ.
enum WebhookBody {
    /// Refuses messages of another channel, and bodies beyond the limit.
    static func admit(
        _ message: borrowing RawMessage,
        to channel: Channel
    ) throws(Unreadable) {
        guard message.channel == channel else {
            throw Unreadable(.notConfigured, expected: "a delivery for \(channel.name)")
        }
        guard message.body.count <= SocialLimits.bodyBytesMax else {
            throw Unreadable(
                .tooLarge,
                offset: SocialLimits.bodyBytesMax,
                expected: "at most \(SocialLimits.bodyBytesMax) bytes"
            )
        }
    }

    /// A header that must be there, of a bounded length.
    static func header(
        _ name: String,
        of message: borrowing RawMessage
    ) throws(Unreadable) -> String {
        guard let value = find(name, in: message.headers) else {
            throw Unreadable(.signatureMissing, expected: name)
        }
        guard value.utf8.count <= SocialLimits.signatureBytesMax else {
            throw Unreadable(.signatureWrong, expected: "a shorter \(name)")
        }
        return value
    }

    /// The first header of that name, in whatever case, found without building other strings.
    private static func find(_ name: String, in headers: [RawMessage.Header]) -> String? {
        for header in headers where header.name.utf8.count == name.utf8.count {
            let isSame = zip(header.name.utf8, name.utf8).allSatisfy { left, right in
                left == right || (left ^ right == 0x20 && isLetter(left))
            }
            if isSame { return header.value }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    /// What parsing a body gave.
    enum Parsed {
        /// The body's value.
        case value(JSONValue)
        /// Well-formed as far as read, but beyond the limits: kept whole as this contact.
        case quarantined(Contact)
    }

    /// Parses a body whose signature was right.
    static func parse(_ body: [UInt8], of channel: Channel) throws(Unreadable) -> Parsed {
        do {
            return .value(try JSONReader.parse(body, limits: SocialLimits.json))
        } catch {
            guard error.code == .tooDeep || error.code == .tooManyValues else {
                throw Unreadable(.malformed, offset: error.offset, expected: error.expected)
            }
            return .quarantined(quarantine(body, of: channel, note: error.code.rawValue))
        }
    }

    /// One contact that stands for a whole body.
    static func quarantine(_ body: [UInt8], of channel: Channel, note: String) -> Contact {
        var contact = Contact(
            .quarantined,
            identity: ContactIdentity.bytes(
                channel.name,
                "quarantined",
                ContactIdentity.digest(of: body)
            )
        )
        contact.note = note
        return contact
    }
}
