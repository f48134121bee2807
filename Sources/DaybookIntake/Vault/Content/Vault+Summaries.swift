package import DaybookDomain

extension Vault {
    /// What may be known of each contact of a reading outside the seal, in their order.
    ///
    /// - Complexity: O(length of the contents): each is hashed once.
    ///
    /// - Parameters:
    ///   - words: what of the clinic's own words is looked for in the text.
    ///   - copies: whether one mail may come in twice, by two of the clinic's addresses.
    package func summaries(
        of reading: borrowing Reading,
        channel: Channel,
        words: ClinicWords = ClinicWords(),
        copies: Bool = false
    ) throws(VaultError) -> [ContactSummary] {
        try reading.contacts.exposed { (contacts) throws(VaultError) -> [ContactSummary] in
            var summaries: [ContactSummary] = []
            summaries.reserveCapacity(contacts.count)
            for index in contacts.indices {
                summaries.append(try summary(of: contacts.span[index], channel, words, copies))
            }
            return summaries
        }
    }

    private func summary(
        of contact: borrowing Contact,
        _ channel: Channel,
        _ words: ClinicWords,
        _ copies: Bool
    ) throws(VaultError) -> ContactSummary {
        var referenceKeys: [[UInt8]] = []
        for reference in contact.references.prefix(VaultLimits.referenceKeysMax)
        where !reference.isEmpty {
            referenceKeys.append(try referenceKey(reference, channel: channel))
        }
        let ownMail = try ownIdentifier(.mail, in: contact.references)
        let ownAppointment = try ownIdentifier(.appointment, in: contact.references)
        let person = Vault.person(of: contact, on: channel)
        return ContactSummary(
            kind: contact.kind,
            signedAt: contact.signedAt,
            claimedAt: contact.claimedAt,
            // The message's own word first: a provider may sign each delivery with a time of its
            // own.
            commandID: try commandID(
                claimed: contact.claimedAt ?? contact.signedAt,
                channel: channel,
                identity: contact.identity
            ),
            fingerprint: try fingerprint(of: Vault.plainContent(contact)),
            addressHash: person.isEmpty
                ? nil
                : try addressHash(
                    family: AddressFamily.of(person, channel: channel),
                    address: person
                ),
            hasText: !contact.text.isEmpty || !contact.subject.isEmpty
                || contact.fields.contains { !$0.value.isEmpty },
            isLanguageKnown: !contact.language.isEmpty,
            note: Vault.noteCode(contact.note),
            choice: Vault.choiceToken(contact.choice),
            written: Vault.written(contact, on: channel),
            messageKey: contact.messageID.isEmpty
                ? nil : try referenceKey(contact.messageID, channel: channel),
            copyKey: copies ? try copyKey(contact, channel) : nil,
            referenceKeys: referenceKeys,
            ownMail: ownMail,
            ownAppointment: ownAppointment,
            calendarSequence: Vault.calendarSequence(contact),
            calendarResponse: Vault.calendarResponse(contact),
            link: Vault.choiceToken(
                contact.fields.first { $0.name == FormSchema.linkField }?.value ?? ""
            ),
            answerBy: FormSchema.answerBy(contact, on: channel),
            attachmentCount: contact.attachments.count,
            service: words.service(of: contact),
            isUrgent: contact.isUrgent || words.isUrgent(contact),
            isStop: StopWord.isWhole(contact.freshText, on: channel)
        )
    }

    /// Whose contact it is: its sender's, or, of the clinic's own answers echoed, that of the patient
    /// they went to. What the clinic says in public goes to nobody, and in a forum or a team to its
    /// topic or room.
    private static func person(of contact: Contact, on channel: Channel) -> String {
        guard contact.kind == .echo else { return contact.sender }
        switch channel {
        case .forum, .slack: return ""
        default: return contact.recipient == contact.sender ? "" : contact.recipient
        }
    }

    private func copyKey(_ contact: Contact, _ channel: Channel) throws(VaultError) -> [UInt8]? {
        guard channel == .email, !contact.sender.isEmpty,
            let content = EmailAdapter.identityApartFromRecipient(contact)
        else { return nil }
        return try fingerprint(Array("mail copy".utf8), Array(contact.sender.utf8), content)
    }

    /// The first of the references that this book gave out itself.
    private func ownIdentifier(
        _ kind: OwnIdentifier.Kind,
        in references: [String]
    ) throws(VaultError) -> OwnIdentifier? {
        for reference in references.prefix(VaultLimits.referenceKeysMax) {
            if let own = try OwnIdentifier(reference, kind, by: self) { return own }
        }
        return nil
    }

    /// The choice in a message's words. Which lines of a mail are its sender's own, and so which code in
    /// it is, its reader has said.
    private static func written(_ contact: Contact, on channel: Channel) -> WrittenChoice? {
        guard contact.kind == .message, contact.choice.isEmpty,
            contact.freshText.utf8.count <= WrittenChoice.textMax
        else { return nil }
        return channel == .email
            ? WrittenChoice(whole: contact.freshText) : WrittenChoice(contact.freshText)
    }

    private static func calendarSequence(_ contact: Contact) -> Int? {
        calendarField(EmailAdapter.CalendarField.sequence, of: contact).flatMap { Int($0) }
    }

    /// The answer of a REPLY; a COUNTER asks for another time instead.
    private static func calendarResponse(_ contact: Contact) -> ParticipantResponse? {
        let method = calendarField(EmailAdapter.CalendarField.method, of: contact)
        guard method == CalendarMethod.reply.rawValue else { return nil }
        return calendarField(EmailAdapter.CalendarField.status, of: contact).flatMap {
            ParticipantResponse(code: $0.lowercased())
        }
    }

    private static func calendarField(_ name: String, of contact: Contact) -> String? {
        contact.fields.first { $0.name == name }?.value
    }

    /// What was sent, without what an adapter made of it: a newer adapter that splits quotes better
    /// must not turn a redelivery into a conflict.
    private static func plainContent(_ contact: borrowing Contact) -> HashedParts {
        // Besides the text some short words and ids.
        var parts = HashedParts(room: contact.text.utf8.count + 512)
        parts.add(contact.identity)
        parts.add(contact.sender.utf8)
        parts.add(contact.messageID.utf8)
        parts.add(contact.subject.utf8)
        parts.add(contact.text.utf8)
        parts.add(contact.choice.utf8)
        for (name, value) in contact.fields
        where !name.utf8.starts(with: EmailAdapter.CalendarField.prefix.utf8) {
            parts.add(name.utf8)
            parts.add(value.utf8)
        }
        for attachment in contact.attachments {
            parts.add(attachment.digest)
            parts.add(attachment.link.utf8)
        }
        return parts
    }

    /// A note that has the form of codes, as in `score=20,token-missing`, or of one code and the
    /// place where it stood, as in `optin /entry/0`; an adapter's mistake must not carry text out. Of
    /// more codes than a note holds the first ones are in it.
    private static func noteCode(_ whole: String) -> String {
        if whole.isEmpty { return "" }
        let note = shortened(whole)
        let marks: [UInt8] = Array("-._=,".utf8)
        let parts = note.utf8.split(separator: 0x20, maxSplits: 1, omittingEmptySubsequences: false)
        func isCode(_ part: Substring.UTF8View, and more: [UInt8]) -> Bool {
            part.allSatisfy { isLetterOrDigit($0) || marks.contains($0) || more.contains($0) }
        }
        let isPlaced = parts.count < 2 || (parts[1].first == 0x2F && isCode(parts[1], and: [0x2F]))
        guard note.utf8.count <= VaultLimits.noteBytesMax, isPlaced,
            parts.first.map({ isCode($0, and: []) }) != false
        else { return "unlisted" }
        return note
    }

    /// The note without the codes at its end that it has no room for.
    private static func shortened(_ note: String) -> String {
        guard note.utf8.count > VaultLimits.noteBytesMax,
            let end = note.utf8.prefix(VaultLimits.noteBytesMax + 1).lastIndex(of: 0x2C)
        else { return note }
        return String(note[..<end])
    }

    /// A choice that has the form of a token: letters, digits and `-._~:=+/` only. What the sender
    /// made up stays sealed.
    private static func choiceToken(_ choice: String) -> String {
        if choice.isEmpty { return "" }
        let marks: [UInt8] = Array("-._~:=+/".utf8)
        let isToken =
            choice.utf8.count <= VaultLimits.choiceBytesMax
            && choice.utf8.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
        return isToken ? choice : ""
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
