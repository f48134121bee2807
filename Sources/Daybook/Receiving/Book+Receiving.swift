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
            let desk = try intake(actor)
            let work: IncomingWork
            do {
                work = try await sealed(reading, message, adapter.readerVersion, desk)
            } catch let error as VaultError where error.code == .erased {
                // Erased between two looks: the index leads there no more.
                work = try await sealed(reading, message, adapter.readerVersion, desk)
            }
            let results = try await startedWriter().submit(all: work.submissions)
            let facts = try ReceivedFacts(of: results, in: log)
            return try await settled(results[...], facts, work, reading, message, desk)
        } catch {
            throw BookError(error)
        }
    }

    /// Takes in messages that wait together, in their order: as ``receive(_:with:actor:)`` for one
    /// after the other would, but the keys of new senders are made durable once for many messages,
    /// and so are the facts.
    ///
    /// - Parameters:
    ///   - deliveries: What arrived, read. An answer may follow what it answers.
    ///   - actor: As in ``receive(_:with:actor:)``.
    /// - Returns: For each delivery what became of its contacts, all of it durable, or why it was
    ///   refused: an id that was used with another content concerns that one message alone.
    /// - Throws: ``BookError`` for what concerns all of them, such as a full disk. Those that were
    ///   taken in before stay so, and are recognised when they are brought again.
    public func receive(
        _ deliveries: [Delivery],
        actor: String = ""
    ) async throws(BookError) -> [Result<[Received], BookError>] {
        do {
            let desk = try intake(actor)
            var received: [Result<[Received], BookError>] = []
            received.reserveCapacity(deliveries.count)
            var rest = deliveries[...]
            while !rest.isEmpty {
                let round = Book.round(of: rest)
                rest = rest.dropFirst(round.count)
                received += try await receive(round: round, desk)
            }
            return received
        } catch {
            throw BookError(error)
        }
    }

    private func receive(
        round: ArraySlice<Delivery>,
        _ desk: IntakeDesk
    ) async throws -> [Result<[Received], BookError>] {
        var works: [IncomingWork] = []
        var fault: BookError?
        do {
            works = try await sealedAnew(round, desk)
        } catch {
            fault = BookError(error)
        }
        if let fault {
            guard fault.kind == .input else { throw fault }
            guard round.count > 1 else { return [.failure(fault)] }
            // One of them can't be sealed: by halves, so that it fails alone.
            let middle = round.startIndex + round.count / 2
            return try await receive(round: round[..<middle], desk)
                + receive(round: round[middle...], desk)
        }
        var results = try await startedWriter().submit(all: works.flatMap(\.submissions))[...]
        let facts = try ReceivedFacts(of: results, in: log)
        var received: [Result<[Received], BookError>] = []
        for (delivery, work) in zip(round, works) {
            let own = results.prefix(work.submissions.count)
            results = results.dropFirst(own.count)
            do {
                received.append(
                    .success(
                        try await settled(
                            own,
                            facts,
                            work,
                            delivery.reading,
                            delivery.message,
                            desk
                        )
                    )
                )
            } catch {
                let fault = BookError(error)
                guard fault.kind == .input else { throw fault }
                received.append(.failure(fault))
            }
        }
        return received
    }

    /// The deliveries at the front that share one flush of the keys and, as far as the writer's own
    /// bounds go, one commit: one at least.
    private static func round(of deliveries: ArraySlice<Delivery>) -> ArraySlice<Delivery> {
        var bytes = 0
        let more = deliveries.prefix(IntakeLimits.deliveriesPerRound).prefix { delivery in
            defer { bytes += delivery.message.body.count }
            return bytes < IntakeLimits.bytesPerRound
        }
        return more
    }

    /// What holds for everything that one call takes in.
    private struct IntakeDesk {
        let vault: Vault
        let clinic: Clinic
        let words: ClinicWords
        /// Who or what took it in.
        let actor: String

        /// Whether one mail can come in twice.
        var hasSeveralMailboxes: Bool { clinic.channel(.email)?.ownAddresses.count ?? 0 > 1 }

        /// Under which class what came in by a channel is kept, unless it is quarantined.
        func retention(on channel: Channel) -> RetentionClass {
            let configured = clinic.channel(channel)?.retention ?? 0
            return configured == 0 ? .message : RetentionClass(rawValue: configured)
        }

        func summaries(
            of reading: borrowing Reading,
            _ message: borrowing RawMessage
        ) throws(VaultError) -> [ContactSummary] {
            try vault.summaries(
                of: reading,
                channel: message.channel,
                words: words,
                copies: hasSeveralMailboxes
            )
        }

        /// What seals those messages, for the parties that their submissions name.
        func sealer(for works: [IncomingWork]) throws(VaultError) -> Sealer {
            var contacts: [(party: UInt64, retention: RetentionClass)] = []
            contacts.reserveCapacity(works.count)
            for work in works {
                for index in work.summaries.indices { contacts.append(work.contact(index)) }
            }
            return try Sealer(vault, contacts: contacts)
        }
    }

    /// One message on its way: a submission for each of its contacts.
    private struct IncomingWork {
        let summaries: [ContactSummary]
        var submissions: [Submission]
        /// Under which class its contacts are kept, unless they are quarantined.
        let retention: RetentionClass

        /// For whom one of its contacts is sealed, and under which class it is kept.
        func contact(_ index: Int) -> (party: UInt64, retention: RetentionClass) {
            (
                submissions[index].contact?.token ?? 0,
                summaries[index].kind == .quarantined ? .quarantine : retention
            )
        }
    }

    private func intake(_ actor: String) throws -> IntakeDesk {
        let clinic = try clinic()
        return IntakeDesk(
            vault: try requireVault(),
            clinic: clinic,
            words: ClinicWords(clinic),
            actor: actor
        )
    }

    private func sealed(
        _ reading: borrowing Reading,
        _ message: borrowing RawMessage,
        _ readerVersion: UInt32,
        _ desk: IntakeDesk
    ) async throws -> IncomingWork {
        let summaries = try desk.summaries(of: reading, message)
        var tokens = PartyTokens()
        try tokens.find(summaries, in: log)
        var work = try unsealed(summaries, message, readerVersion, desk, &tokens)
        let generation = desk.vault.keys.generation
        try await makeKeys(tokens.fresh)
        var sealer = try desk.sealer(for: [work])
        try seal(&work, asOf: generation, reading, message, &sealer)
        return work
    }

    /// Once more where somebody was erased between two looks: the index leads there no more.
    private func sealedAnew(
        _ round: ArraySlice<Delivery>,
        _ desk: IntakeDesk
    ) async throws -> [IncomingWork] {
        do {
            return try await sealed(round, desk)
        } catch let error as VaultError {
            guard error.code == .erased else { throw error }
        }
        return try await sealed(round, desk)
    }

    private func sealed(
        _ round: ArraySlice<Delivery>,
        _ desk: IntakeDesk
    ) async throws -> [IncomingWork] {
        let vault = desk.vault
        var summaries: [[ContactSummary]] = []
        summaries.reserveCapacity(round.count)
        for delivery in round {
            summaries.append(try desk.summaries(of: delivery.reading, delivery.message))
        }
        var tokens = PartyTokens()
        try tokens.find(summaries.joined(), in: log)
        var works: [IncomingWork] = []
        works.reserveCapacity(round.count)
        for (delivery, summaries) in zip(round, summaries) {
            works.append(
                try unsealed(summaries, delivery.message, delivery.readerVersion, desk, &tokens)
            )
        }
        let generation = vault.keys.generation
        try await makeKeys(tokens.fresh)
        var sealer = try desk.sealer(for: works)
        for (index, delivery) in zip(works.indices, round) {
            try seal(&works[index], asOf: generation, delivery.reading, delivery.message, &sealer)
        }
        return works
    }

    /// A submission for each contact, with a token for its party whose key is still to be made.
    private func unsealed(
        _ summaries: [ContactSummary],
        _ message: borrowing RawMessage,
        _ readerVersion: UInt32,
        _ desk: IntakeDesk,
        _ tokens: inout PartyTokens
    ) throws -> IncomingWork {
        let vault = desk.vault
        var submissions: [Submission] = []
        submissions.reserveCapacity(summaries.count)
        for summary in summaries {
            let party = tokens.token(of: summary, vault)
            var submission = try submission(for: summary, raw: message, party: party, vault)
            bindCopies(&submission, summary)
            submission.actor = desk.actor
            submission.command.incoming?.readerVersion = readerVersion
            submissions.append(submission)
        }
        return IncomingWork(
            summaries: summaries,
            submissions: submissions,
            retention: desk.retention(on: message.channel)
        )
    }

    private func seal(
        _ work: inout IncomingWork,
        asOf generation: UInt64,
        _ reading: borrowing Reading,
        _ message: borrowing RawMessage,
        _ sealer: inout Sealer
    ) throws {
        for index in work.summaries.indices {
            work.submissions[index].keyGeneration = generation
            try seal(&work, index, reading, message, &sealer)
        }
    }

    /// What became of each contact of a message.
    private func settled(
        _ results: ArraySlice<Result<Receipt, EngineError>>,
        _ facts: ReceivedFacts,
        _ work: IncomingWork,
        _ reading: borrowing Reading,
        _ message: borrowing RawMessage,
        _ desk: IntakeDesk
    ) async throws -> [Received] {
        var received: [Received] = []
        for (index, result) in results.enumerated() {
            let receipt = try await settled(result, work, index, reading, message, desk)
            received.append(try outcome(of: receipt, facts, work.summaries[index]))
        }
        return received
    }

    /// The answer, after sealing anew where the keys are others by now: another process gave the
    /// contact a token, the contact was erased, or its key was replaced.
    private func settled(
        _ result: Result<Receipt, EngineError>,
        _ work: IncomingWork,
        _ index: Int,
        _ reading: borrowing Reading,
        _ message: borrowing RawMessage,
        _ desk: IntakeDesk
    ) async throws -> Receipt {
        guard case .failure = result else { return try result.get() }
        let vault = desk.vault
        var result = result
        var again = work
        for attempt in 0..<Book.sealAttemptsMax {
            guard case .failure(let error) = result else { break }
            let hasContact = again.submissions[index].contact != nil
            switch error.code {
            case .partyMoved: again.submissions[index].contact?.token = error.token
            // The index has forgotten them: to the book they are somebody new.
            case .partyErased where hasContact:
                again.submissions[index].contact?.token = vault.mintToken()
            case .keyReplaced: try await waitForKeys(attempt)
            default: throw error
            }
            again.submissions[index].keyGeneration = vault.keys.generation
            if let token = again.submissions[index].contact?.token { try await makeKeys([token]) }
            var sealer = try Sealer(vault, contacts: [again.contact(index)])
            try seal(&again, index, reading, message, &sealer)
            let writer = try startedWriter()
            do throws(EngineError) {
                result = .success(try await writer.submit(again.submissions[index]))
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

    private func seal(
        _ work: inout IncomingWork,
        _ index: Int,
        _ reading: borrowing Reading,
        _ message: borrowing RawMessage,
        _ sealer: inout Sealer
    ) throws {
        let parts = try sealer.sealNext(
            contactAt: index,
            of: reading,
            raw: message,
            party: work.contact(index).party,
            commandID: work.summaries[index].commandID
        )
        var sealed = [Submission.Sealed(part: SealedParts.contactPart, bytes: parts.contact)]
        if let raw = parts.raw {
            sealed.append(Submission.Sealed(part: SealedParts.rawPart, bytes: raw))
        }
        work.submissions[index].sealed = sealed
    }
}
