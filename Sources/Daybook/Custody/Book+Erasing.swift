public import DaybookDomain
public import DaybookEngine
internal import DaybookIntake

extension Book {
    /// Erases a person: destroys the keys that everything sealed for them needs, and takes their
    /// addresses out of the index, so that whoever writes again from one of them is somebody new.
    ///
    /// In this order, each step durable before the next: the intent as a fact, from which on nothing
    /// can be sealed for the person; the keys of all others under a new key-encryption key; the old
    /// ones overwritten; the sealed bytes deleted; the completion as a fact. If it is interrupted,
    /// opening the book again goes on with it. What stays are the facts: times and numbers under a
    /// token that leads to nobody. ``attestKeyBackupsDestroyed(before:actor:id:)`` ends it.
    ///
    /// It blocks its thread while the keys are rewritten.
    ///
    /// - Parameters:
    ///   - party: Any token of the person.
    ///   - linked: Whether the contacts that are linked with them are erased too, such as a mother's
    ///     who wrote for her child alone.
    ///   - reason: `request`, `retention-over`, `order` or `stored-in-error`.
    ///   - actor: The name of the member of staff.
    /// - Returns: The receipt of the intent; refused as `legal-hold` while one is in force, as
    ///   `unchanged` if the person is erased already.
    /// - Throws: ``BookError``; `unknown` for a token that no fact knows. After an accepted intent an
    ///   error means that the rest is still to be done.
    /// - Complexity: O(keys + facts).
    @discardableResult
    public func erase(
        _ party: UInt64,
        linked: Bool = false,
        reason: Reason,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        let receipt = try await requestErasure(
            party,
            linked: linked,
            reason: reason,
            actor: actor,
            id: id
        )
        guard receipt.refusal == nil else { return receipt }
        do {
            try finishDestruction()
        } catch {
            throw BookError(error)
        }
        return receipt
    }

    /// The first step of an erasure alone.
    package func requestErasure(
        _ party: UInt64,
        linked: Bool = false,
        reason: Reason,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        _ = try requireVault()
        let tokens = try tokens(ofPerson: party, linked: linked)
        return try await submit(
            .custody(.erase(parties: tokens, reason: reason, isKnown: false)),
            id: id,
            actor: actor
        )
    }

    /// Records that somebody has seen to it that no backup or other copy is left of the keys of any
    /// generation below this one: what an erasure waits for to be complete.
    ///
    /// - Parameters:
    ///   - generation: `nil` for that of the last erasure.
    ///   - actor: Who attests.
    /// - Returns: The receipt; refused as `unchanged` if that is attested already, as `out-of-range`
    ///   for a generation that the keys have not reached.
    @discardableResult
    public func attestKeyBackupsDestroyed(
        before generation: UInt32? = nil,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        let last = try custody().generation
        return try await submit(
            .custody(.attest(generation: generation ?? last)),
            id: id,
            actor: actor
        )
    }

    /// Orders that everything of a person is kept: erasure and retention leave it alone until the
    /// hold is released.
    ///
    /// - Parameters:
    ///   - party: A token of the person.
    ///   - reason: `litigation`, `investigation`, `audit` or `complaint`.
    /// - Returns: The receipt; its first fact is the hold's number. Refused as `erased` when there is
    ///   nothing left to keep.
    /// - Throws: ``BookError``; `unknown` for a token that no fact knows.
    @discardableResult
    public func placeLegalHold(
        on party: UInt64,
        reason: Reason,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        _ = try tokens(ofPerson: party)
        return try await submit(
            .custody(.placeHold(party: party, reason: reason)),
            id: id,
            actor: actor
        )
    }

    /// Ends a legal hold.
    @discardableResult
    public func releaseLegalHold(
        _ hold: UInt64,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        try await submit(.custody(.releaseHold(hold: hold)), id: id, actor: actor)
    }
}
