internal import DaybookDomain
internal import DaybookStorage

extension Desk {
    /// Folds what other processes appended since, so that nothing is decided against an old state.
    mutating func catchUp(_ appender: borrowing Appender, _ seen: inout [Fact]) throws {
        guard appender.head.sequence > position else { return }
        var found: [Fact] = []
        try appender.scan(Fact.self, from: position + 1) { page in
            for index in page.indices { found.append(page[index]) }
            return true
        }
        for fact in found {
            let body = fact.flags.contains(.body) ? try appender.body(at: fact.sequence) : nil
            fold(fact, body: body)
        }
        seen.append(contentsOf: found)
    }

    /// Decides one submission and appends what follows from it.
    ///
    /// - Returns: The answer, or the fault that concerns this submission alone.
    /// - Throws: ``StorageError`` when the transaction can't go on; nothing of it is then stored.
    mutating func handle(
        _ submission: Submission,
        _ appender: inout Appender,
        log: Log,
        _ appended: inout [Fact]
    ) throws -> Result<Receipt, EngineError> {
        let id = submission.id.bytes
        if let row = try appender.commandRow(id) { return repeated(submission, row) }
        var command = submission.command
        if let moved = try resolve(&command, submission, appender, log) {
            return .failure(moved)
        }
        let actor = try actorNumber(submission, &appender, &appended)
        slots.state.prepareOpenTime(around: Instant(milliseconds: appender.recordedAt))
        let context = DecisionContext(
            now: Instant(milliseconds: appender.recordedAt),
            occurredAt: submission.at,
            channel: submission.channel,
            actor: submission.actorClass,
            next: appender.nextSequence,
            hasSealedContent: !submission.sealed.isEmpty,
            actorNumber: actor
        )
        let (history, other) = try histories(of: command, appender, log)
        let further = try self.history(
            of: command.further(history: history, other: other),
            in: log
        )
        let sender = try self.history(
            ofSenderOf: command,
            history,
            submission.channel,
            appender,
            log
        )
        let decided: Decision
        var refusal: Refusal?
        do throws(Refusal) {
            decided = try Decider.decide(
                command,
                in: context,
                given: slots.state,
                history: history,
                other: other,
                further: further,
                sender: sender,
                custody: custody
            )
        } catch {
            refusal = error
            decided = Decision()
        }
        if let moved = sealIsOld(submission, decided) { return .failure(moved) }
        try append(decided, submission, &appender, &appended)
        let record = CommandRecord(
            first: context.next,
            count: decided.facts.count,
            refusal: refusal,
            actor: actor,
            fingerprint: submission.fingerprint,
            demand: Demand.record(of: command, in: context)
        )
        try appender.appendCommand(id: id, row: record.bytes)
        return .success(
            Receipt(
                id: submission.id,
                answer: record.answer(),
                commit: appender.commitNumber,
                isRepeated: false
            )
        )
    }

    /// The facts that decide a command: those of its subjects, or of the persons it is about.
    private func histories(
        of command: Command,
        _ appender: borrowing Appender,
        _ log: Log
    ) throws(StorageError) -> ([Fact], [Fact]) {
        let (first, second) = command.parties
        guard first == 0 else {
            return (
                try history(ofParty: first, appender, log),
                try history(ofParty: second, appender, log)
            )
        }
        let subjects = command.subjects
        let history = try history(of: subjects.0, in: log)
        guard subjects.1 == 0, command.asksForConsent else {
            return (history, try self.history(of: subjects.1, in: log))
        }
        let party = history.last { $0.party != 0 }?.party ?? 0
        return (history, try self.history(ofParty: party, appender, log))
    }

    /// What is known of whoever sent a message or is to be told of an offer, where that decides what
    /// becomes of it.
    private func history(
        ofSenderOf command: Command,
        _ history: [Fact],
        _ channel: Channel,
        _ appender: borrowing Appender,
        _ log: Log
    ) throws(StorageError) -> [Fact] {
        let acknowledges = slots.state.clinic.channel(channel)?.acknowledges == true
        let sender = command.sender(acknowledges: acknowledges)
        return try self.history(
            ofParty: sender != 0 ? sender : command.told(history: history),
            appender,
            log
        )
    }

    /// All facts of what is known of a person; empty if nothing is.
    private func history(
        ofParty party: UInt64,
        _ appender: borrowing Appender,
        _ log: Log
    ) throws(StorageError) -> [Fact] {
        guard party != 0 else { return [] }
        let subject = try appender.party(PersonKey.bytes(of: party)) ?? 0
        return try history(of: subject, in: log)
    }

    private func repeated(
        _ submission: Submission,
        _ row: CommandRow
    ) -> Result<Receipt, EngineError> {
        guard let record = CommandRecord(row.bytes) else {
            return .failure(EngineError(.unreadable, "the command's row has an unknown length"))
        }
        guard record.fingerprint == submission.fingerprint else {
            return .failure(
                EngineError(.conflict, "command \(submission.id) was used with another content")
            )
        }
        return .success(
            Receipt(
                id: submission.id,
                answer: record.answer(),
                commit: row.commit,
                isRepeated: true
            )
        )
    }

    /// Finds the contact, the conversation and the message it is about by their keyed hashes.
    ///
    /// - Returns: The fault that the contact has another token than the content was sealed for.
    private func resolve(
        _ command: inout Command,
        _ submission: Submission,
        _ appender: borrowing Appender,
        _ log: Log
    ) throws(StorageError) -> EngineError? {
        if case .importBusy(var busy) = command {
            for reference in submission.references where busy.entry == 0 {
                busy.entry = try appender.party(reference) ?? 0
            }
            command = .importBusy(busy)
        }
        guard var incoming = command.incoming else { return nil }
        if let contact = submission.contact {
            if let token = try appender.party(contact.hash) {
                guard token == contact.token else {
                    return EngineError(
                        .partyMoved,
                        "the contact has another token by now",
                        token: token
                    )
                }
            } else if custody.isErased(contact.token) {
                return Desk.erased
            } else {
                incoming.introducesParty = true
            }
            incoming.party = contact.token
        }
        if let original = try original(of: submission, incoming, appender) {
            incoming.copyOf = original.sequence
            incoming.conversation = original.subject
            // Whatever it chooses, the first delivery has chosen.
            command = .receive(incoming)
            return nil
        }
        for about in submission.about where incoming.about == 0 {
            incoming.about = try appender.party(about) ?? 0
        }
        // What it is about says where it belongs, before whoever it came from.
        if incoming.conversation == 0 { incoming.conversation = incoming.about }
        for reference in submission.references where incoming.conversation == 0 {
            incoming.conversation = try appender.party(reference) ?? 0
        }
        if let signed = incoming.occurredAt {
            let behind = submission.at.milliseconds - signed.milliseconds
            if behind < -EngineLimits.providerSkew || behind > EngineLimits.providerDelay {
                incoming.occurredAt = nil
            } else if behind < 0 {
                incoming.occurredAt = submission.at
            }
        }
        command.incoming = incoming
        return nil
    }

    /// The message that the same sender sent and that came to another address before.
    private func original(
        of submission: Submission,
        _ incoming: Incoming,
        _ appender: borrowing Appender
    ) throws(StorageError) -> Fact? {
        guard incoming.nature == .message, incoming.party != 0 else { return nil }
        for copy in submission.copies {
            guard let sequence = try appender.party(copy),
                let fact = try appender.record(at: sequence, as: Fact.self),
                fact.kind == .requestReceived || fact.kind == .messageReceived,
                fact.party == incoming.party
            else { continue }
            return fact
        }
        return nil
    }

    /// The fault that content was sealed for another party than its fact names, or under a key that is
    /// gone by now, or soon will be.
    private func sealIsOld(_ submission: Submission, _ decided: Decision) -> EngineError? {
        guard !submission.sealed.isEmpty, decided.facts.indices.contains(decided.sealedIndex)
        else { return nil }
        let fact = decided.facts[decided.sealedIndex]
        let party = fact.party
        // Somebody else wrote in the conversation: what is told now is told to them.
        if let sealedFor = submission.sealedFor, sealedFor != party, fact.flags.contains(.sealed) {
            return EngineError(.partyMoved, "the content is told to somebody else", token: party)
        }
        if custody.isErased(party) { return Desk.erased }
        guard custody.accepts(sealedFor: party, asOf: submission.keyGeneration) else {
            return EngineError(.keyReplaced, "the party's key is being replaced, or was")
        }
        return nil
    }

    private static let erased = EngineError(
        .partyErased,
        "the party was erased since its content was sealed"
    )

    /// The actor's number; a name seen for the first time gets one, as a fact of its own.
    private mutating func actorNumber(
        _ submission: Submission,
        _ appender: inout Appender,
        _ appended: inout [Fact]
    ) throws -> UInt32 {
        guard !submission.actor.isEmpty else { return 0 }
        if let number = actor(named: submission.actor) { return number }
        let number = UInt32(slots.state.clinic.actors.count + 1)
        let definition = Definition.actor(Actor(number: number, name: submission.actor))
        let context = DecisionContext(
            now: Instant(milliseconds: appender.recordedAt),
            occurredAt: submission.at,
            channel: submission.channel,
            actor: submission.actorClass,
            next: appender.nextSequence
        )
        let decision = try Decider.decide(
            .configure([definition]),
            in: context,
            given: slots.state
        )
        try append(decision, nil, &appender, &appended)
        return number
    }

    private mutating func append(
        _ decision: Decision,
        _ submission: Submission?,
        _ appender: inout Appender,
        _ appended: inout [Fact]
    ) throws(StorageError) {
        var bodies = decision.bodies[...]
        for (index, fact) in decision.facts.enumerated() {
            var body: [UInt8]?
            if let next = bodies.first, next.index == index {
                body = next.bytes
                bodies.removeFirst()
            }
            var sealed: [SealedPart] = []
            if let submission, index == decision.sealedIndex, fact.flags.contains(.sealed) {
                sealed = submission.sealed.map { SealedPart(part: $0.part, bytes: $0.bytes) }
            }
            try appender.append(fact, body: body, sealed: sealed)
            if PersonKey.begins(fact) {
                try appender.setParty(PersonKey.bytes(of: fact.party), token: fact.sequence)
            }
            fold(fact, body: body)
            appended.append(fact)
        }
        try forget(decision, &appender)
        guard let submission, !decision.facts.isEmpty else { return }
        let message = decision.facts[decision.sealedIndex]
        if let contact = submission.contact, message.party == contact.token,
            try appender.party(contact.hash) == nil
        {
            try appender.setParty(contact.hash, token: contact.token)
        }
        for binding in submission.bindings where try appender.party(binding) == nil {
            try appender.setParty(binding, token: message.sequence)
        }
    }

    /// Takes the erased out of the index, in the commit from which they count as erased: whoever
    /// writes again from the same address is somebody new.
    private func forget(
        _ decision: Decision,
        _ appender: inout Appender
    ) throws(StorageError) {
        let parties = Set(
            decision.facts.filter { $0.kind == .erasureRequested }.map(\.party)
        )
        guard !parties.isEmpty else { return }
        try appender.removeParties { token, appender throws(StorageError) in
            if parties.contains(token) { return true }
            // Messages and conversations are found by an entry that holds their sequence.
            guard let fact = try appender.record(at: token, as: Fact.self) else { return false }
            return parties.contains(fact.party)
        }
    }
}
