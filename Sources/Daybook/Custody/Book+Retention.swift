internal import DaybookDomain
public import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// Sets how long contents of a class are kept, counted from when each was recorded.
    ///
    /// Nothing is destroyed by that: ``applyRetention(actor:)`` does.
    /// - Parameter days: 1 to 36,525; 0 keeps them without end, as every class is kept at first.
    /// - Returns: The receipt; refused as `unchanged` if it is so already.
    @discardableResult
    public func keep(
        _ retention: RetentionClass,
        days: UInt32,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        try await submit(
            .custody(.keep(retention: retention.rawValue, days: days)),
            id: id,
            actor: actor
        )
    }

    /// The contents that retention would destroy now: those whose class's period is over, and those
    /// that their patient took back. With each that a legal hold keeps, its number.
    ///
    /// - Complexity: O(facts + sealed contents).
    public func contentsDue() throws(BookError) -> [DueContent] {
        do {
            let custody = try custody()
            let unsent = try unsentMessages()
            guard !custody.periods.isEmpty || !unsent.isEmpty else { return [] }
            let now = Instant(milliseconds: options.clock())
            var due: [DueContent] = []
            for fact in try sealedFacts(where: { !custody.isErased($0.party) }) {
                for place in try places(beside: fact) {
                    let retention = try Vault.retention(of: place.record)
                    let period = custody.periods[retention.rawValue]
                    let end = period.map {
                        fact.recordedAt.advanced(byMilliseconds: Int64($0) * 86_400_000)
                    }
                    let takenBack = unsent[fact.sequence]
                    guard let instant = [end, takenBack].compactMap(\.self).min(), instant <= now
                    else { continue }
                    due.append(
                        DueContent(
                            content: ExpiringContent(
                                sequence: fact.sequence,
                                part: place.part,
                                party: fact.party,
                                retention: retention.rawValue,
                                reason: instant == takenBack ? .unsent : .retentionOver
                            ),
                            recordedAt: fact.recordedAt,
                            due: instant,
                            hold: custody.hold(on: fact.party)?.hold ?? 0
                        )
                    )
                }
            }
            return due
        } catch {
            throw BookError(error)
        }
    }

    /// Destroys the keys of all contents that are due and not on hold, each alone, and deletes their
    /// sealed bytes.
    ///
    /// As ``erase(_:reason:actor:id:)`` in the order of its steps, and in what happens when it is
    /// interrupted.
    /// - Returns: What was due, in order; that with a hold was left alone.
    /// - Complexity: O(facts + keys + contents of the parties concerned).
    @discardableResult
    public func applyRetention(actor: String) async throws(BookError) -> [DueContent] {
        let due = try contentsDue()
        var rest = due.filter { $0.hold == 0 }.map(\.content)[...]
        while !rest.isEmpty {
            let some = Array(rest.prefix(CustodyLimits.contentsPerCommand))
            rest = rest.dropFirst(some.count)
            let receipt = try await requestExpiry(of: some, actor: actor)
            if let refusal = receipt.refusal {
                throw BookError(
                    .tryAgain,
                    code: refusal.reason.name,
                    "a hold was placed or a party erased meanwhile",
                    next: "apply retention again"
                )
            }
        }
        do {
            try finishDestruction()
        } catch {
            throw BookError(error)
        }
        return due
    }

    /// The first step of destroying contents alone.
    package func requestExpiry(
        of contents: [ExpiringContent],
        actor: String
    ) async throws(BookError) -> Receipt {
        _ = try requireVault()
        return try await submit(.custody(.expire(contents)), actor: actor)
    }

    /// Replaces the keys of the parties whose contents expired together; durable when this returns.
    ///
    /// - Returns: The generation of the keys without the contents' own.
    @discardableResult
    package func destroyContentKeys(of parties: Set<UInt64>) throws -> UInt32 {
        for _ in 1..<Book.replacementAttemptsMax {
            do {
                return try keepUnexpired(of: parties)
            } catch let error as VaultError where error.code == .busy {
                continue  // Another process has changed the keys; what stays is looked at anew.
            }
        }
        return try keepUnexpired(of: parties)
    }

    /// How often keys that others change meanwhile are looked at anew.
    private static let replacementAttemptsMax = 8

    private func keepUnexpired(of parties: Set<UInt64>) throws -> UInt32 {
        let vault = try requireVault()
        // Read before the log is: whoever expires more has said so there before they change the keys.
        let generation = vault.keys.generation
        let expired = try expiredContents(of: parties)
        var kept: [UInt64: [Vault.Place]] = [:]
        for party in parties { kept[party] = [] }
        for fact in try sealedFacts(where: { parties.contains($0.party) }) {
            for place in try places(beside: fact)
            where !expired.contains(ContentKey(fact.sequence, place.part)) {
                kept[fact.party]?.append(
                    Vault.Place(
                        record: place.record,
                        context: try context(of: fact.sequence, part: place.part)
                    )
                )
            }
        }
        let destroyed = try expired.map { try context(of: $0.sequence, part: $0.part) }
        let erasure = try vault.keepOnly(kept, destroying: destroyed, asOf: generation)
        return try Book.number(erasure.generation)
    }

    /// Deletes the sealed bytes of everything of these parties that has expired.
    func deleteExpired(of parties: Set<UInt64>) throws {
        try delete(try expiredContents(of: parties).sorted { $0.sequence < $1.sequence })
    }

    /// One of a fact's contents.
    struct ContentKey: Hashable {
        let sequence: UInt64
        let part: UInt8

        init(_ sequence: UInt64, _ part: UInt8) {
            self.sequence = sequence
            self.part = part
        }
    }

    /// Everything that facts say has expired of some parties.
    private func expiredContents(of parties: Set<UInt64>) throws(BookError) -> Set<ContentKey> {
        var expired: Set<ContentKey> = []
        try eachFact { fact in
            if fact.kind == .contentExpired, parties.contains(fact.party) {
                expired.insert(ContentKey(fact.cause, UInt8(truncatingIfNeeded: fact.detail)))
            }
            return true
        }
        return expired
    }

    /// The messages that their patients took back, with when.
    private func unsentMessages() throws(BookError) -> [UInt64: Instant] {
        var unsent: [UInt64: Instant] = [:]
        var edits: [(edit: UInt64, message: UInt64)] = []
        try eachFact { fact in
            if fact.kind == .messageUnsent, fact.cause != 0, unsent[fact.cause] == nil {
                unsent[fact.cause] = fact.recordedAt
            }
            if fact.kind == .messageEdited { edits.append((fact.sequence, fact.cause)) }
            return true
        }
        // What a patient made of a message before taking it back goes with it.
        for (edit, message) in edits {
            if let at = unsent[message] { unsent[edit] = at }
        }
        return unsent
    }

    private func sealedFacts(
        where isChosen: (Fact) -> Bool
    ) throws(BookError) -> [Fact] {
        var facts: [Fact] = []
        try eachFact { fact in
            if fact.flags.contains(.sealed), isChosen(fact) { facts.append(fact) }
            return true
        }
        return facts
    }

    /// The beginnings of the sealed contents that are still beside a fact.
    private func places(beside fact: Fact) throws -> [(part: UInt8, record: [UInt8])] {
        var found: [(part: UInt8, record: [UInt8])] = []
        for part in [SealedParts.contactPart, SealedParts.rawPart] {
            let record = try log.sealedBeginning(
                at: fact.sequence,
                part: part,
                count: Vault.placeByteCount
            )
            if let record { found.append((part, record)) }
        }
        return found
    }

    private func context(of sequence: UInt64, part: UInt8) throws -> SealContext {
        guard let command = try command(of: sequence) else {
            throw BookError(.damaged, code: "unreadable", "fact \(sequence) came from no command")
        }
        return SealContext(commandID: command.id.bytes, part: part)
    }
}
