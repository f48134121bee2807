import DaybookDomain

/// Reads mail: RFC 5322 and MIME as the world writes them, bounded by ``EmailLimits``.
///
/// Every mail yields one contact and none is refused: what goes beyond a limit is quarantined with
/// a code, mail of machines is marked as theirs, and what is broken is read as far as it goes. The
/// same bytes with the same envelope always yield the same contact.
///
/// The mail's `Reply-To`, where it differs from the sender, is the field `reply-to` of the contact.
public struct EmailAdapter: ChannelAdapter {
    /// The clinic's own addresses in lower case: the recipient is found among them, and automatic
    /// mail from them is a loop.
    private let addresses: Set<String>

    /// Makes an adapter for a clinic with these addresses, in any case. Entries without an `@` are
    /// ignored.
    public init(addresses: [String]) {
        self.addresses = Set(addresses.compactMap { AddressParser.normalised(Array($0.utf8)[...]) })
    }

    /// Reads one mail; see ``MailEnvelope`` for the headers of `message`. Always one contact, never
    /// an error.
    ///
    /// - Complexity: O(length of the mail).
    public func read(_ message: borrowing RawMessage) throws(Unreadable) -> Reading {
        Reading([contact(from: message)])
    }

    /// The contact of one mail, for use inside this module.
    func contact(from message: borrowing RawMessage) -> Contact {
        let bytes = message.body
        var allowance = HeaderBlock.Allowance()
        let header = HeaderBlock(
            bytes,
            from: 0,
            to: bytes.count,
            stoppingAt: BoundaryStack(),
            allowance: &allowance
        )
        let envelope = Envelope(message)
        var contact = Contact(.message, identity: [])
        do throws(EmailQuarantine) {
            try readHeader(bytes, header, envelope, into: &contact)
            if bytes.count > EmailLimits.messageBytesMax { throw .messageTooLarge }
            if let exceeded = header.exceeded { throw exceeded }
            let parts = try MIMEReader.parts(bytes, header, allowance)
            readContent(bytes, header, parts, envelope, into: &contact)
        } catch {
            contact.kind = .quarantined
            // A header cut at its limit explains whatever else was found beyond one.
            contact.note = (header.exceeded ?? error).rawValue
        }
        contact.identity = identity(of: contact, bytes, header)
        return contact
    }

    /// What the transport said: the first header of each name.
    private struct Envelope {
        private(set) var recipient: String?
        private(set) var sender: String?
        private(set) var authority: String?

        private static let recipientName = Octets.lowercased(MailEnvelope.recipient.utf8)
        private static let senderName = Octets.lowercased(MailEnvelope.sender.utf8)
        private static let authorityName = Octets.lowercased(MailEnvelope.authority.utf8)

        init(_ message: borrowing RawMessage) {
            for header in message.headers {
                let name = header.name.utf8.lazy.map { Octets.lowercased($0) }
                if recipient == nil, name.elementsEqual(Envelope.recipientName) {
                    recipient = header.value
                } else if sender == nil, name.elementsEqual(Envelope.senderName) {
                    sender = header.value
                } else if authority == nil, name.elementsEqual(Envelope.authorityName) {
                    authority = header.value
                }
            }
        }
    }

    private func readHeader(
        _ bytes: [UInt8],
        _ header: HeaderBlock,
        _ envelope: Envelope,
        into contact: inout Contact
    ) throws(EmailQuarantine) {
        contact.messageID = MessageIdentifiers.first(bytes, header.first(.messageID))
        contact.references = MessageIdentifiers.answered(bytes, header)
        if let range = header.first(.subject) {
            contact.subject = HeaderText.decoded(bytes, range)
        }
        contact.claimedAt = header.first(.date).flatMap { MailDate.instant(bytes, $0) }
        if let range = header.first(.contentLanguage) {
            contact.language = language(bytes, range)
        }
        // The envelope is known even where the lists are beyond their limit.
        if let to = envelope.recipient, let address = AddressParser.normalised(bare(to)[...]) {
            contact.recipient = address
        }
        var left = EmailLimits.addressesMax
        for name in [FieldName.from, .sender] where contact.sender.isEmpty {
            guard let range = header.first(name) else { continue }
            let mailboxes = try AddressParser.mailboxes(bytes, range, most: left)
            left -= mailboxes.count
            guard let first = mailboxes.first else { continue }
            contact.sender = first.address
            contact.senderName = HeaderText.decoded(first.name)
        }
        if let range = header.first(.replyTo) {
            let mailboxes = try AddressParser.mailboxes(bytes, range, most: left)
            left -= mailboxes.count
            if let first = mailboxes.first, first.address != contact.sender {
                contact.fields.append((name: "reply-to", value: first.address))
            }
        }
        try readRecipients(bytes, header, most: left, into: &contact)
    }

    /// The recipient: of the envelope; else as the delivering server noted it; else the first of
    /// the clinic's addresses in To and Cc; else the first address.
    private func readRecipients(
        _ bytes: [UInt8],
        _ header: HeaderBlock,
        most: Int,
        into contact: inout Contact
    ) throws(EmailQuarantine) {
        var left = most
        var first = ""
        var own = contact.recipient
        for name in [FieldName.originalTo, .deliveredTo, .to, .cc] {
            for field in header.fields where field.name == name {
                let mailboxes = try AddressParser.mailboxes(bytes, field.value, most: left)
                left -= mailboxes.count
                if first.isEmpty { first = mailboxes.first?.address ?? "" }
                guard own.isEmpty else { continue }
                own = mailboxes.first { addresses.contains($0.address) }?.address ?? ""
            }
        }
        contact.recipient = own.isEmpty ? first : own
    }

    private func readContent(
        _ bytes: [UInt8],
        _ header: HeaderBlock,
        _ parts: [MIMEPart],
        _ envelope: Envelope,
        into contact: inout Contact
    ) {
        let content = MailContent(bytes, parts)
        let fresh = FreshText(content.text)
        var whole = content.text
        if !content.enclosed.isEmpty {
            if !whole.isEmpty { whole.append(contentsOf: [Octets.lf, Octets.lf]) }
            whole.append(contentsOf: content.enclosed)
        }
        contact.text = Octets.text(whole[...])
        let hasOwn = fresh.wasStripped || !content.enclosed.isEmpty && !content.text.isEmpty
        contact.freshText = hasOwn ? Octets.text(fresh.text[...]) : contact.text
        contact.attachments = content.attachments
        var notes: [String] = []
        let verdict = MachineMail.verdict(
            bytes,
            header,
            parts,
            isNullSender: isNullSender(bytes, header, envelope),
            isFromClinic: addresses.contains(contact.sender)
        )
        let isDenied = AuthenticationResults.denySender(
            bytes,
            header,
            authority: envelope.authority ?? ""
        )
        // Some calendars send answers with the marks of a machine: it is still a person's answer.
        let calendar =
            verdict?.kind == .bounce
            ? nil : readCalendar(bytes, parts, isDenied: isDenied, into: &contact)
        if let calendar {
            notes.append(calendar)
        } else if let verdict {
            contact.kind = verdict.kind
            notes.append(verdict.note)
            if verdict.kind == .bounce { addReported(bytes, parts, to: &contact) }
        } else if fresh.isOwnWords {
            contact.choice = ChoiceToken.only(in: content.text, fresh.lines)
            if !contact.choice.isEmpty { contact.kind = .choice }
        }
        if isDenied { notes.append("sender-unverified") }
        if content.wasReplaced { notes.append("charset-replaced") }
        if content.wasCut { notes.append("text-cut") }
        if !notes.isEmpty { contact.note = notes.joined(separator: ",") }
    }

    /// The id of the message that a delivery report is about, so that it finds its conversation.
    private func addReported(_ bytes: [UInt8], _ parts: [MIMEPart], to contact: inout Contact) {
        for part in parts {
            let isOriginal =
                part.role == .message || part.mediaType == "text/rfc822-headers"
                || part.mediaType == "message/rfc822-headers"
            guard isOriginal else { continue }
            let content = part.encoding.decode(bytes, part.body)
            var allowance = HeaderBlock.Allowance()
            let header = HeaderBlock(
                content,
                from: 0,
                to: content.count,
                stoppingAt: BoundaryStack(),
                allowance: &allowance
            )
            let id = MessageIdentifiers.first(content, header.first(.messageID))
            if !id.isEmpty, !contact.references.contains(id) { contact.references.append(id) }
            return
        }
    }

    private func isNullSender(
        _ bytes: [UInt8],
        _ header: HeaderBlock,
        _ envelope: Envelope
    ) -> Bool {
        if let sender = envelope.sender { return bare(sender).isEmpty }
        guard let range = header.first(.returnPath) else { return false }
        return bytes[Octets.trimmed(range, in: bytes)].elementsEqual([Octets.less, Octets.greater])
    }

    /// An envelope address without blanks and angle brackets.
    private func bare(_ address: String) -> [UInt8] {
        var bytes = address.utf8.filter { !Octets.isWhite($0) }
        if bytes.first == Octets.less { bytes.removeFirst() }
        if bytes.last == Octets.greater { bytes.removeLast() }
        return bytes
    }

    /// The first language tag of Content-Language (RFC 3282), or empty where it is none.
    private func language(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        let value = Octets.trimmed(range, in: bytes)
        let tag = bytes[value].prefix { $0 != Octets.comma && !Octets.isWhite($0) }
        let isTag =
            tag.count <= 35
            && tag.allSatisfy {
                Octets.isLetter($0) || Octets.isDigit($0) || $0 == Octets.hyphen
            }
        return isTag ? Octets.text(tag) : ""
    }
}
