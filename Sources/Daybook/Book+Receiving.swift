internal import DaybookDomain
internal import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Reads a raw message with its channel's adapter, seals what identifies a person, and appends
    /// what it says.
    ///
    /// Each contact of the message becomes at most one command, under an id made from the message
    /// itself: delivered again it is recognised for ever and changes nothing. Free text never
    /// books; it opens a request that waits for an answer. A time that the patient chose from an
    /// offer or on the form books, or, if it is gone, becomes a request that says why.
    ///
    /// - Parameters:
    ///   - message: What arrived.
    ///   - adapter: Its channel's reader.
    ///   - actor: Who or what took it in: a member of staff who notes a call, the program that
    ///     fetches mail.
    /// - Returns: What became of each contact, in order, all of it durable.
    /// - Throws: ``BookError``, for a wrong signature or bytes that are not of the channel's
    ///   format; nothing was appended then.
    public func receive(
        _ message: borrowing RawMessage,
        with adapter: some ChannelAdapter,
        actor: String = ""
    ) async throws(BookError) -> [Received] {
        do {
            let reading = try adapter.read(message)
            let vault = try requireVault()
            let clinic = try clinic()
            let summaries = try vault.summaries(
                of: reading,
                channel: message.channel,
                words: ClinicWords(clinic)
            )
            let retention = clinic.channel(message.channel)?.retention ?? 0
            let arrival = Arrival(
                vault: vault,
                actor: actor,
                readerVersion: adapter.readerVersion,
                retention: retention == 0 ? .message : RetentionClass(rawValue: retention)
            )
            let submissions: [Submission]
            do {
                submissions = try sealed(reading, summaries, message, arrival)
            } catch let error as VaultError where error.code == .erased {
                // Erased between two looks: the index leads there no more.
                submissions = try sealed(reading, summaries, message, arrival)
            }
            let results = try await startedWriter().submit(all: submissions)
            var received: [Received] = []
            for (index, result) in results.enumerated() {
                let receipt = try await settled(
                    result,
                    submissions[index],
                    summaries[index],
                    index,
                    reading,
                    message,
                    arrival
                )
                received.append(try outcome(of: receipt, summaries[index]))
            }
            return received
        } catch {
            throw BookError(error)
        }
    }

    /// What holds for every contact of one delivery.
    private struct Arrival {
        let vault: Vault
        /// Who or what took it in.
        let actor: String
        /// Which version of the channel's reader read it.
        let readerVersion: UInt32
        /// Under which class it is kept, unless it is quarantined.
        let retention: RetentionClass
    }

    /// A submission for each contact, with its content sealed for its party.
    private func sealed(
        _ reading: borrowing Reading,
        _ summaries: [ContactSummary],
        _ message: borrowing RawMessage,
        _ arrival: Arrival
    ) throws -> [Submission] {
        let vault = arrival.vault
        var submissions: [Submission] = []
        var tokens = PartyTokens()
        for (index, summary) in summaries.enumerated() {
            let party = try tokens.token(of: summary, in: log, vault)
            submissions.append(
                try submission(
                    for: summary,
                    at: index,
                    of: reading,
                    raw: message,
                    party: party,
                    vault
                )
            )
            submissions[index].actor = arrival.actor
            submissions[index].command.incoming?.readerVersion = arrival.readerVersion
        }
        let generation = vault.keys.generation
        try vault.keys.ensurePartyKeys(tokens.fresh)
        for (index, summary) in summaries.enumerated() {
            submissions[index].keyGeneration = generation
            try seal(&submissions[index], summary, index, reading, message, arrival)
        }
        return submissions
    }

    /// The answer, after sealing anew where the keys are others by now: another process gave the
    /// contact a token, the contact was erased, or its key was replaced.
    private func settled(
        _ result: Result<Receipt, EngineError>,
        _ submission: Submission,
        _ summary: ContactSummary,
        _ index: Int,
        _ reading: borrowing Reading,
        _ message: borrowing RawMessage,
        _ arrival: Arrival
    ) async throws -> Receipt {
        let vault = arrival.vault
        var result = result
        var again = submission
        for attempt in 0..<Book.sealAttemptsMax {
            guard case .failure(let error) = result else { break }
            switch error.code {
            case .partyMoved: again.contact?.token = error.token
            // The index has forgotten them: to the book they are somebody new.
            case .partyErased where again.contact != nil: again.contact?.token = vault.mintToken()
            case .keyReplaced: try await waitForKeys(attempt)
            default: throw error
            }
            again.keyGeneration = vault.keys.generation
            if let token = again.contact?.token { try vault.keys.ensurePartyKeys([token]) }
            try seal(&again, summary, index, reading, message, arrival)
            let writer = try startedWriter()
            do throws(EngineError) {
                result = .success(try await writer.submit(again))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    /// How often content is sealed anew while keys are being replaced: for some five seconds.
    static let sealAttemptsMax = 100

    /// Waits a little while another process replaces keys; the first time it may be done already.
    /// Should that process have died over it, this one goes on with it.
    func waitForKeys(_ attempt: Int) async throws {
        if attempt == Book.sealAttemptsMax / 5 {
            try finishDestruction()
        } else if attempt > 0 {
            try await Task.sleep(for: .milliseconds(50))
        }
    }

    private func submission(
        for summary: ContactSummary,
        at index: Int,
        of reading: borrowing Reading,
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
            try choose(summary, incoming, party, at: raw.receivedAt, &submission)
        }
        return submission
    }

    /// What the contact is about, what it answers, and by what it is found again.
    private func refer(_ submission: inout Submission, _ summary: ContactSummary) {
        let own = [summary.messageKey].compactMap(\.self).map(Book.indexKey)
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
    private func choose(
        _ summary: ContactSummary,
        _ incoming: Incoming,
        _ party: UInt64,
        at now: Instant,
        _ submission: inout Submission
    ) throws {
        guard let mint, !summary.choice.isEmpty else { return }
        let isNo = summary.choice.hasSuffix(ChoiceMark.no)
        let token = String(summary.choice.dropLast(isNo ? ChoiceMark.no.count : 0))
        if let offer = OfferToken(token, by: mint, boundTo: Book.binding(party)) {
            submission.command =
                isNo
                ? .receiveAndDecline(incoming, hold: offer.sequence)
                : .receiveAndConfirm(incoming, hold: offer.sequence)
        } else if let slot = SlotToken(summary.choice, by: mint), !slot.isExpired(at: now) {
            let request = TimeRequest(
                service: slot.service,
                resource: slot.resource,
                start: slot.start,
                party: party
            )
            submission.command = .receiveAndBook(incoming, request)
        } else if let command = try answer(summary.choice, in: incoming, from: party) {
            submission.command = command
        } else {
            var unknown = incoming
            unknown.reason = .notOffered
            submission.command = .receive(unknown)
        }
    }

    private func seal(
        _ submission: inout Submission,
        _ summary: ContactSummary,
        _ index: Int,
        _ reading: borrowing Reading,
        _ message: borrowing RawMessage,
        _ arrival: Arrival
    ) throws {
        let party = submission.contact?.token ?? 0
        let parts = try arrival.vault.seal(
            contactAt: index,
            of: reading,
            raw: message,
            party: party,
            retention: summary.kind == .quarantined ? .quarantine : arrival.retention,
            commandID: summary.commandID
        )
        submission.sealed = [Submission.Sealed(part: SealedParts.contactPart, bytes: parts.contact)]
        if let raw = parts.raw {
            submission.sealed.append(Submission.Sealed(part: SealedParts.rawPart, bytes: raw))
        }
    }

    private func outcome(of receipt: Receipt, _ summary: ContactSummary) throws -> Received {
        var message: Fact?
        var booking: Fact?
        var response: ParticipantResponse?
        if case .accepted(let first, let count) = receipt.answer, count > 0 {
            try log.scan(Fact.self, from: first, through: first + UInt64(count) - 1) { page in
                for index in page.indices {
                    let fact = page[index]
                    if fact.kind == .participantResponded {
                        response = ParticipantResponse(rawValue: fact.rank)
                    }
                    if fact.isBooking, booking == nil {
                        booking = fact
                    } else if fact.kind != .partyIntroduced, message == nil {
                        message = fact
                    }
                }
                return true
            }
        }
        return Received(
            kind: summary.kind,
            note: summary.note,
            receipt: receipt,
            message: message,
            booking: booking,
            isUrgent: summary.isUrgent,
            calendar: try calendar(of: summary, recorded: response)
        )
    }

    /// What a calendar of the message is about, if it is one of ours.
    private func calendar(
        of summary: ContactSummary,
        recorded response: ParticipantResponse?
    ) throws -> ReceivedCalendar? {
        guard let own = summary.ownAppointment else { return nil }
        let history = try history(of: own.subject)
        return ReceivedCalendar(
            appointment: own.subject,
            isStale: summary.calendarSequence.map { $0 < Appointment.revision(of: history) }
                ?? false,
            response: response
        )
    }

    /// Keys of the log's index have 32 bytes; shorter keyed hashes are filled up with zeros.
    static func indexKey(_ key: [UInt8]) -> [UInt8] {
        key + [UInt8](repeating: 0, count: max(0, 32 - key.count))
    }

    /// What an offer's token is bound to: the party it was made for.
    static func binding(_ party: UInt64) -> [UInt8] {
        stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: party >> $0) }
    }
}

extension Fact {
    /// Whether it is a booking, the wish for one, or a booking moved to a time that was chosen.
    fileprivate var isBooking: Bool {
        switch kind {
        case .appointmentBooked, .appointmentRequested, .appointmentRescheduled: true
        default: false
        }
    }
}
