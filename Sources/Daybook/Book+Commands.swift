public import DaybookDomain
public import DaybookEngine
internal import DaybookFormats
internal import DaybookStorage

extension Book {
    /// Submits a command and waits for its durable answer, which is the same each time the id is
    /// used again.
    ///
    /// - Parameters:
    ///   - command: What is asked for.
    ///   - id: Under which the answer is remembered for ever; `nil` mints one.
    ///   - channel: The channel it came by.
    ///   - actor: The name of the member of staff or program that acts.
    ///   - actorClass: Who acts, as a class.
    /// - Returns: The receipt: accepted with its facts, or refused with its reason.
    /// - Throws: ``BookError``; for `outcome-unknown`, open the book again and ask by id.
    @discardableResult
    public func submit(
        _ command: Command,
        id: CommandID? = nil,
        channel: Channel = .desk,
        actor: String = "",
        actorClass: ActorClass = .staff
    ) async throws(BookError) -> Receipt {
        do {
            let submission = try submission(
                command,
                id: id,
                channel: channel,
                actor: actor,
                actorClass: actorClass
            )
            return try await startedWriter().submit(submission)
        } catch {
            throw BookError(error)
        }
    }

    /// Submits commands in order and waits for all answers; they share commits.
    public func submit(
        _ commands: [Command],
        channel: Channel = .desk,
        actor: String = "",
        actorClass: ActorClass = .staff
    ) async throws(BookError) -> [Result<Receipt, EngineError>] {
        do {
            let submissions = try commands.map {
                try submission($0, id: nil, channel: channel, actor: actor, actorClass: actorClass)
            }
            return try await startedWriter().submit(all: submissions)
        } catch {
            throw BookError(error)
        }
    }

    /// The receipt of a command by its id; `nil` if the log does not know it.
    public func receipt(of id: CommandID) throws(BookError) -> Receipt? {
        do {
            guard let row = try log.commandRow(id.bytes) else { return nil }
            guard let record = CommandRecord(row.bytes) else {
                throw BookError(
                    .damaged,
                    code: "unreadable",
                    "the command's row has a wrong length"
                )
            }
            try log.makeDurable(through: row.commit)
            return Receipt(id: id, answer: record.answer(), commit: row.commit, isRepeated: true)
        } catch {
            throw BookError(error)
        }
    }

    /// Sets the clinic to what `clinic.json` says: appends only the difference.
    ///
    /// - Returns: The receipt, or `nil` if the clinic is as the file says already.
    /// - Throws: ``BookError``, for a wrong file with the path inside it, what was expected and
    ///   what was found.
    @discardableResult
    public func configure(
        _ file: [UInt8],
        actor: String = "",
        updatingZones: Bool = false
    ) async throws(BookError) -> Receipt? {
        let definitions = try difference(to: file, updatingZones: updatingZones)
        guard !definitions.isEmpty else { return nil }
        return try await submit(.configure(definitions), channel: .system, actor: actor)
    }

    /// What ``configure(_:actor:updatingZones:)`` would append.
    public func difference(
        to file: [UInt8],
        updatingZones: Bool = false
    ) throws(BookError) -> [Definition] {
        let clinic = try clinic()
        do {
            return try ClinicFile.read(
                file,
                against: clinic,
                zoneBytes: ZoneFiles.bytes(of:),
                release: ZoneFiles.release(),
                updatingZones: updatingZones
            )
        } catch {
            throw BookError(
                .input,
                code: "clinic-file",
                error.description,
                next: "correct the file and run configure again; nothing was appended"
            )
        }
    }

    func submission(
        _ command: Command,
        id: CommandID?,
        channel: Channel,
        actor: String,
        actorClass: ActorClass
    ) throws -> Submission {
        var random = SystemRandomNumberGenerator()
        let now = options.clock()
        return Submission(
            id: id ?? CommandID.make(at: now, using: &random),
            at: Instant(milliseconds: now),
            channel: channel,
            actorClass: actorClass,
            actor: actor,
            command: command,
            fingerprint: try fingerprint(of: command)
        )
    }

    /// The keyed fingerprint of what a command asks for: the same id with another content is a
    /// conflict.
    func fingerprint(of command: Command, content: [UInt8] = []) throws -> [UInt8] {
        let context = DecisionContext(
            now: Instant(milliseconds: 0),
            occurredAt: Instant(milliseconds: 0),
            channel: .system,
            actor: .system,
            next: 0
        )
        let words = Demand.record(of: command, in: context).words
        var bytes: [UInt8] = []
        for word in [
            words.0, words.1, words.2, words.3, words.4, words.5, words.6, words.7,
        ] {
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> shift))
            }
        }
        bytes += command.content
        if case .custody(let order) = command {
            for word in order.words { bytes += Book.binding(word) }
        }
        return try requireVault().fingerprint(bytes, content)
    }

    func requireVault() throws(BookError) -> Vault {
        guard let vault else {
            throw BookError(
                .input,
                code: "read-only",
                "the book was opened without its keys",
                next: "open it for writing"
            )
        }
        return vault
    }
}
