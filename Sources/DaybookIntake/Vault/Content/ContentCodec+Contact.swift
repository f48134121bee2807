internal import DaybookDomain

extension ContentCodec {
    /// The tags of a contact. Frozen; new fields take new tags.
    private enum ContactTag {
        static let kind: UInt8 = 1
        static let identity: UInt8 = 2
        static let signedAt: UInt8 = 3
        static let claimedAt: UInt8 = 4
        static let sender: UInt8 = 5
        static let senderName: UInt8 = 6
        static let recipient: UInt8 = 7
        static let messageID: UInt8 = 8
        static let reference: UInt8 = 9
        static let subject: UInt8 = 10
        static let text: UInt8 = 11
        static let freshText: UInt8 = 12
        /// Present and empty when the fresh text is the text, which is nearly always.
        static let freshIsText: UInt8 = 13
        static let choice: UInt8 = 14
        static let field: UInt8 = 15
        static let attachment: UInt8 = 16
        static let language: UInt8 = 17
        static let note: UInt8 = 18
        /// Present and empty when the channel's own rule says urgent.
        static let urgent: UInt8 = 19
    }

    /// The numbers of the kinds. Frozen; the domain's names may change, these may not.
    private static let kinds: [(Contact.Kind, UInt8)] = [
        (.message, 1), (.choice, 2), (.edit, 3), (.unsend, 4), (.reaction, 5), (.echo, 6),
        (.delivered, 7), (.read, 8), (.failed, 9), (.machine, 10), (.bounce, 11), (.mention, 12),
        (.unrecognised, 13), (.quarantined, 14),
    ]

    /// A contact as bytes. O(length).
    ///
    /// - Throws: ``VaultError/Code/tooLarge`` beyond ``VaultLimits``.
    static func encode(_ contact: borrowing Contact) throws(VaultError) -> [UInt8] {
        try checkEntries(contact.references.count)
        try checkEntries(contact.fields.count)
        try checkEntries(contact.attachments.count)
        var writer = Writer(
            .contact,
            length: contact.text.utf8.count + contact.freshText.utf8.count
        )
        let kind = contact.kind
        guard let number = kinds.first(where: { $0.0 == kind })?.1 else { throw damaged }
        writer.field(ContactTag.kind, [number])
        writer.field(ContactTag.identity, contact.identity)
        if let signedAt = contact.signedAt {
            writer.integer(ContactTag.signedAt, signedAt.milliseconds)
        }
        if let claimedAt = contact.claimedAt {
            writer.integer(ContactTag.claimedAt, claimedAt.milliseconds)
        }
        writer.text(ContactTag.sender, contact.sender)
        writer.text(ContactTag.senderName, contact.senderName)
        writer.text(ContactTag.recipient, contact.recipient)
        writer.text(ContactTag.messageID, contact.messageID)
        for reference in contact.references {
            writer.field(ContactTag.reference, reference.utf8)
        }
        writer.text(ContactTag.subject, contact.subject)
        writer.text(ContactTag.text, contact.text)
        if isSame(contact.freshText, contact.text) {
            writer.field(ContactTag.freshIsText, [])
        } else {
            writer.text(ContactTag.freshText, contact.freshText)
        }
        writer.text(ContactTag.choice, contact.choice)
        for (name, value) in contact.fields {
            var entry = Writer()
            entry.text(1, name)
            entry.text(2, value)
            writer.field(ContactTag.field, entry.bytes)
        }
        for attachment in contact.attachments {
            writer.field(ContactTag.attachment, encode(attachment))
        }
        writer.text(ContactTag.language, contact.language)
        writer.text(ContactTag.note, contact.note)
        if contact.isUrgent { writer.field(ContactTag.urgent, []) }
        try checkLength(writer.bytes)
        return writer.bytes
    }

    /// Whether the bytes are: text that is merely equivalent is kept as it was written.
    private static func isSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
    }

    /// The contact in these bytes. O(length).
    static func contact(_ bytes: [UInt8]) throws(VaultError) -> Contact {
        try checkLength(bytes)
        var reader = try Reader(bytes, .contact)
        guard let first = try reader.next(), first.tag == ContactTag.kind,
            first.content.count == 1, let number = first.content.first,
            let kind = kinds.first(where: { $0.1 == number })?.0,
            let second = try reader.next(), second.tag == ContactTag.identity
        else { throw damaged }
        var contact = Contact(kind, identity: Array(second.content))
        while let field = try reader.next() {
            try read(field.tag, field.content, into: &contact)
        }
        return contact
    }

    private static func read(
        _ tag: UInt8,
        _ content: ArraySlice<UInt8>,
        into contact: inout Contact
    )
        throws(VaultError)
    {
        switch tag {
        case ContactTag.kind, ContactTag.identity: throw damaged
        case ContactTag.signedAt:
            contact.signedAt = Instant(milliseconds: try integer(content))
        case ContactTag.claimedAt:
            contact.claimedAt = Instant(milliseconds: try integer(content))
        case ContactTag.sender: contact.sender = try string(content)
        case ContactTag.senderName: contact.senderName = try string(content)
        case ContactTag.recipient: contact.recipient = try string(content)
        case ContactTag.messageID: contact.messageID = try string(content)
        case ContactTag.reference:
            contact.references.append(try string(content))
            try checkEntries(contact.references.count)
        case ContactTag.subject: contact.subject = try string(content)
        case ContactTag.text: contact.text = try string(content)
        case ContactTag.freshText: contact.freshText = try string(content)
        case ContactTag.freshIsText: contact.freshText = contact.text
        case ContactTag.choice: contact.choice = try string(content)
        case ContactTag.field:
            contact.fields.append(try pair(content))
            try checkEntries(contact.fields.count)
        case ContactTag.attachment:
            contact.attachments.append(try attachment(content))
            try checkEntries(contact.attachments.count)
        case ContactTag.language: contact.language = try string(content)
        case ContactTag.note: contact.note = try string(content)
        case ContactTag.urgent: contact.isUrgent = true
        default: return
        }
    }

    private static func pair(_ content: ArraySlice<UInt8>) throws(VaultError)
        -> (name: String, value: String)
    {
        var reader = Reader(entry: content)
        var name = ""
        var value = ""
        while let field = try reader.next() {
            switch field.tag {
            case 1: name = try string(field.content)
            case 2: value = try string(field.content)
            default: continue
            }
        }
        return (name, value)
    }

    private static func encode(_ attachment: Attachment) -> [UInt8] {
        var entry = Writer()
        entry.text(1, attachment.name)
        entry.text(2, attachment.mediaType)
        entry.integer(3, Int64(attachment.length))
        entry.field(4, attachment.digest)
        entry.text(5, attachment.link)
        return entry.bytes
    }

    private static func attachment(_ content: ArraySlice<UInt8>) throws(VaultError) -> Attachment {
        var reader = Reader(entry: content)
        var attachment = Attachment(name: "", mediaType: "", length: -1, digest: [])
        while let field = try reader.next() {
            switch field.tag {
            case 1: attachment.name = try string(field.content)
            case 2: attachment.mediaType = try string(field.content)
            case 3: attachment.length = Int(clamping: try integer(field.content))
            case 4: attachment.digest = Array(field.content)
            case 5: attachment.link = try string(field.content)
            default: continue
            }
        }
        return attachment
    }
}
