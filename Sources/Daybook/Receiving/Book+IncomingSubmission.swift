internal import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake

/// What a contact asks of the book, before anything of it is sealed.
extension Book {
    /// The submission of one contact.
    func submission(
        for summary: ContactSummary,
        raw: borrowing RawMessage,
        party: UInt64,
        _ vault: Vault
    ) throws -> Submission {
        guard let id = CommandID(bytes: summary.commandID) else {
            throw BookError(.internal, code: "command-id", "an id has 16 bytes")
        }
        var incoming = Incoming(ReceivedNature.of(summary))
        incoming.occurredAt = summary.signedAt
        incoming.reason = ReceivedNature.reason(of: summary)
        incoming.service = summary.service
        incoming.urgent = summary.isUrgent
        incoming.stop = summary.isStop && incoming.nature == .message
        incoming.isPublic = summary.kind == .mention
        incoming.answerBy = summary.answerBy
        if let own = summary.ownMail {
            // Its own id proves what a mail answers, whatever else it refers to.
            if ReceivedNature.isAboutAMessage(summary.kind) { incoming.about = own.detail }
            incoming.conversation = own.subject
        } else if let own = summary.ownAppointment {
            incoming.conversation = try conversation(ofAppointment: own.subject)
            if let response = summary.calendarResponse {
                incoming.reply = CalendarReply(
                    appointment: own.subject,
                    response: response,
                    revision: summary.calendarSequence ?? 0
                )
            }
        } else if let link = try link(summary.link) {
            incoming.link = link.sequence
            incoming.conversation = link.subject
        }
        var submission = Submission(
            id: id,
            at: raw.receivedAt,
            channel: raw.channel,
            actorClass: ReceivedNature.actor(of: summary),
            command: .receive(incoming),
            fingerprint: summary.fingerprint
        )
        if let hash = summary.addressHash {
            submission.contact = Submission.ContactKey(hash: hash, token: party)
            try thread(&submission, summary, hash, vault)
        }
        refer(&submission, summary)
        // A choice beside mistakes is a message: a person looks at it first.
        if summary.kind == .choice {
            try choose(summary.choice, incoming, party, at: raw.receivedAt, &submission)
        } else if let written = summary.written {
            try choose(written, incoming, party, at: raw.receivedAt, &submission)
        }
        return submission
    }

    /// What the contact is about, what it answers, and by what it is found again.
    private func refer(_ submission: inout Submission, _ summary: ContactSummary) {
        let own = summary.messageKey.map { [Book.indexKey($0)] } ?? []
        let answered = summary.referenceKeys.map(Book.indexKey)
        switch summary.kind {
        case .echo:
            // Its own id may be that of a send of ours; what it answers is the patient's, and leads
            // to the conversation.
            submission.about = own
            submission.references += answered
        // Whoever answers a comment in public is not who wrote it.
        case .mention: break
        case _ where ReceivedNature.isAboutAMessage(summary.kind):
            submission.about = own + answered
        default: submission.references = answered + submission.references
        }
        guard ReceivedNature.opens(summary.kind) else { return }
        submission.bindings += own
        // On the forum a message answers its topic, by which what staff post there is found.
        if submission.channel == .forum { submission.bindings += answered }
    }

    /// A mail to two of the clinic's addresses is delivered twice, and is one message.
    func bindCopies(_ submission: inout Submission, _ summary: ContactSummary) {
        guard ReceivedNature.opens(summary.kind), let key = summary.copyKey else { return }
        submission.copies = [Book.indexKey(key)]
        submission.bindings += submission.copies
    }

    /// On social channels everything between the clinic and one person is one conversation, and what
    /// they say in public another.
    private func thread(
        _ submission: inout Submission,
        _ summary: ContactSummary,
        _ hash: [UInt8],
        _ vault: Vault
    ) throws {
        switch submission.channel {
        case .email, .form, .nurse, .phone, .desk: return
        default: break
        }
        let isPublic = summary.kind == .mention
        let key = Book.indexKey(
            try vault.conversationKey(hash, channel: submission.channel, isPublic: isPublic)
        )
        submission.references.append(key)
        if ReceivedNature.opens(summary.kind) { submission.bindings.append(key) }
    }

    /// A token that we minted turns the message into a booking, or into the answer to a reminder;
    /// anything else waits for a person.
    func choose(
        _ choice: String,
        _ incoming: Incoming,
        _ party: UInt64,
        at now: Instant,
        _ submission: inout Submission
    ) throws {
        guard let mint, !choice.isEmpty else { return }
        let isNo = choice.hasSuffix(ChoiceMark.no)
        let token = String(choice.dropLast(isNo ? ChoiceMark.no.count : 0))
        if let offer = OfferToken(token, by: mint, boundTo: Book.binding(party)) {
            submission.command =
                isNo
                ? .receiveAndDecline(incoming, hold: offer.sequence)
                : .receiveAndConfirm(incoming, hold: offer.sequence)
        } else if let slot = SlotToken(choice, by: mint), !slot.isExpired(at: now) {
            let request = TimeRequest(
                service: slot.service,
                resource: slot.resource,
                start: slot.start,
                party: party
            )
            submission.command = .receiveAndBook(incoming, request)
        } else if let command = try answer(choice, in: incoming, from: party) {
            submission.command = command
        } else {
            var unknown = incoming
            unknown.reason = .notOffered
            submission.command = .receive(unknown)
        }
    }

    /// Keys of the log's index have 32 bytes; shorter keyed hashes are filled up with zeros.
    static func indexKey(_ key: [UInt8]) -> [UInt8] {
        var filled: [UInt8] = []
        filled.reserveCapacity(32)
        filled += key
        filled.append(contentsOf: repeatElement(0, count: max(0, 32 - key.count)))
        return filled
    }

    /// What an offer's token is bound to: the party it was made for.
    static func binding(_ party: UInt64) -> [UInt8] {
        stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: party >> $0) }
    }
}
