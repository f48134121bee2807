public import DaybookDomain
public import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Answers a conversation: the text is sealed for the patient before anything is appended.
    ///
    /// - Parameters:
    ///   - conversation: Its number: the sequence of its first fact.
    ///   - text: What the patient is told. Confined from here on.
    ///   - sent: Whether it has reached the channel already (typed in the platform's own app, said
    ///     on the phone); otherwise it is queued, and the clock stops when
    ///     ``reportReply(_:_:providerID:actor:)`` says it was sent.
    ///   - ifHead: Refuses with `stale-version` when the patient wrote after this sequence; 0 does
    ///     not look.
    ///   - actor: The name of the member of staff.
    /// - Throws: ``BookError``.
    public func respond(
        to conversation: UInt64,
        text: consuming PHI<String>,
        sent: Bool = false,
        ifHead: UInt64 = 0,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        try await submitSealed(
            .respond(conversation: conversation, sent: sent, ifHead: ifHead),
            text: text,
            in: conversation,
            actor: actor,
            id: id
        )
    }

    /// Submits a command whose text is sealed for the patient of a conversation.
    func submitSealed(
        _ command: Command,
        text: consuming PHI<String>,
        in conversation: UInt64,
        actor: String,
        id: CommandID?
    ) async throws(BookError) -> Receipt {
        let party: UInt64?
        do { party = try self.party(of: conversation) } catch { throw BookError(error) }
        return try await submitSealed(command, text: text, for: party, actor: actor, id: id)
    }

    /// Submits a command whose text is sealed for a party.
    ///
    /// - Parameter party: Its token, 0 where nobody is known; `nil` where what the command is about
    ///   does not exist, so that the book refuses it.
    func submitSealed(
        _ command: Command,
        text: consuming PHI<String>,
        for party: UInt64?,
        actor: String,
        id: CommandID?
    ) async throws(BookError) -> Receipt {
        do {
            let vault = try requireVault()
            var submission = try submission(
                command,
                id: id,
                channel: .desk,
                actor: actor,
                actorClass: .staff
            )
            guard var party else {
                return try await startedWriter().submit(submission)
            }
            if party != 0 { try await makeKeys([party]) }
            let reading = Reading(answer: text)
            submission.fingerprint = try vault.fingerprint(
                submission.fingerprint,
                vault.plainFingerprint(of: reading)
            )
            let writer = try startedWriter()
            for attempt in 0..<Book.sealAttemptsMax {
                submission.keyGeneration = vault.keys.generation
                submission.sealedFor = party
                let contact = try vault.sealContact(
                    at: 0,
                    of: reading,
                    party: party,
                    retention: .message,
                    commandID: submission.id.bytes
                )
                submission.sealed = [
                    Submission.Sealed(part: SealedParts.contactPart, bytes: contact)
                ]
                let fault: EngineError
                do throws(EngineError) {
                    return try await writer.submit(submission)
                } catch {
                    fault = error
                }
                switch fault.code {
                case .keyReplaced: try await waitForKeys(attempt)
                // In a conversation of several people the newest who wrote is answered.
                case .partyMoved: party = fault.token
                default: throw fault
                }
            }
            return try await writer.submit(submission)
        } catch {
            throw BookError(error)
        }
    }

    /// Offers up to three times, each held for the patient, and mints the tokens by which they are
    /// chosen.
    ///
    /// - Returns: The receipt and, unless it was refused, the offered times with their tokens. A
    ///   reply with the token, or a press of the button that carries it, books.
    public func offer(
        to conversation: UInt64,
        service: UInt16,
        starts: [Minute],
        minutes: UInt16 = 0,
        actor: String,
        actorClass: ActorClass = .staff,
        id: CommandID? = nil
    ) async throws(BookError) -> (receipt: Receipt, times: [OfferedTime]) {
        let receipt = try await submit(
            .offer(conversation: conversation, service: service, starts: starts, minutes: minutes),
            id: id,
            actor: actor,
            actorClass: actorClass
        )
        return (receipt, try offeredTimes(of: receipt))
    }

    /// The times that an accepted offer holds, with their tokens.
    public func offeredTimes(of receipt: Receipt) throws(BookError) -> [OfferedTime] {
        guard case .accepted(let first, let count) = receipt.answer, count > 0 else { return [] }
        return try offeredTimes(among: facts(from: first, through: first + UInt64(count) - 1))
    }

    /// The times that the holds among those facts keep, with their tokens.
    func offeredTimes(among facts: [Fact]) throws(BookError) -> [OfferedTime] {
        guard let mint else { return [] }
        var times: [OfferedTime] = []
        for fact in facts
        where fact.kind == .holdPlaced && fact.subject == fact.sequence {
            let index = UInt8(clamping: times.count)
            guard let token = OfferToken(sequence: fact.sequence, index: index) else { continue }
            times.append(
                OfferedTime(
                    hold: fact.sequence,
                    start: fact.start,
                    resource: fact.resource,
                    expiry: fact.holdExpiry,
                    token: token.text(by: mint, boundTo: Book.binding(fact.party))
                )
            )
        }
        return times
    }

    /// What became of a queued answer; `providerID` is the platform's id of the sent message, by
    /// which echoes and delivery reports are recognised.
    public func reportReply(
        _ reply: UInt64,
        _ outcome: Command.ReplyOutcome,
        providerID: String = "",
        actor: String = ""
    ) async throws(BookError) -> Receipt {
        do {
            var submission = try submission(
                .reportReply(reply: reply, outcome: outcome),
                id: nil,
                channel: .system,
                actor: actor,
                actorClass: .service
            )
            if !providerID.isEmpty,
                let asked = try log.record(at: reply, as: Fact.self)
            {
                let key = try requireVault().referenceKey(providerID, channel: asked.channel)
                submission.bindings = [Book.indexKey(key)]
            }
            return try await startedWriter().submit(submission)
        } catch {
            throw BookError(error)
        }
    }

    /// Opens sealed content for a named purpose. The access is a durable fact before the text is
    /// given out.
    ///
    /// - Parameters:
    ///   - sequence: The message's or answer's fact.
    ///   - purpose: One of the purposes of ``Reason`` (300 to 399).
    ///   - reader: Who reads, by name.
    /// - Throws: ``BookError``: `erased`, `unknown`, or what the vault says.
    public func reveal(
        _ sequence: UInt64,
        purpose: Reason,
        reader: String
    ) async throws(BookError) -> RevealedContent {
        do {
            let vault = try requireVault()
            guard !reader.isEmpty else {
                throw BookError(
                    .input,
                    code: "reader",
                    "nobody is named who reads",
                    next: "name the person or program that reads"
                )
            }
            let receipt = try await submit(
                .access(sequence: sequence, purpose: purpose),
                actor: reader
            )
            if let refusal = receipt.refusal {
                throw BookError(
                    .input,
                    code: refusal.reason.name,
                    "fact \(sequence) has no sealed content, or the purpose is not one"
                )
            }
            guard let fact = try log.record(at: sequence, as: Fact.self),
                let sealed = try log.sealed(at: sequence, part: SealedParts.contactPart),
                let command = try command(of: sequence)
            else {
                throw BookError(.input, code: "erased", "the content of \(sequence) is gone")
            }
            return RevealedContent(
                try vault.openContact(sealed, party: fact.party, commandID: command.id.bytes)
            )
        } catch {
            throw BookError(error)
        }
    }

    private func party(of conversation: UInt64) throws -> UInt64? {
        let facts = try log.records(ofSubject: conversation, as: Fact.self, limit: 1)
        return facts.first?.party
    }
}
