internal import DaybookDomain
public import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage

extension Book {
    /// How long a one-time link is good if nothing else is said, in seconds: a day.
    public static let linkSeconds: UInt32 = 86_400

    /// Makes a one-time link out of a conversation.
    ///
    /// Its token joins what is sent on the clinic's form, in the field `link`, to the conversation;
    /// once. It says nothing of the patient, but whoever has it can write in their place: give it to
    /// them alone.
    /// - Parameters:
    ///   - conversation: Its number: the sequence of its first fact.
    ///   - seconds: For how long it is good, up to 7 days.
    ///   - actor: Who makes it.
    /// - Returns: The receipt and, unless it was refused, the link.
    public func mintLink(
        outOf conversation: UInt64,
        seconds: UInt32 = Book.linkSeconds,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> (receipt: Receipt, link: OneTimeLink?) {
        let receipt = try await submit(
            .mintLink(conversation: conversation, seconds: seconds),
            id: id,
            actor: actor
        )
        guard receipt.refusal == nil else { return (receipt, nil) }
        return (receipt, try oneTimeLink(receipt.first))
    }

    /// Asks a patient to go on elsewhere, with the one answer that says nothing of them: in private
    /// with a one-time link to the clinic's own form, in public with an invitation to write in
    /// private. The answer is queued.
    ///
    /// - Parameter seconds: For how long a link is good.
    /// - Returns: The receipt; refused with `not-configured` where the channel has no form's address.
    public func invite(
        _ conversation: UInt64,
        seconds: UInt32 = Book.linkSeconds,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        try await submit(
            .invite(conversation: conversation, seconds: seconds),
            id: id,
            actor: actor
        )
    }

    /// Uses a one-time link that somebody brought, where no form was filled in.
    ///
    /// - Returns: The receipt; refused with `link-used` the second time, `link-expired` too late.
    /// - Throws: ``BookError``: `unknown` for a token that this book did not make.
    public func redeemLink(
        _ token: String,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> (receipt: Receipt, conversation: UInt64) {
        let minted: Fact?
        do {
            minted = try link(token)
        } catch {
            throw BookError(error)
        }
        guard let minted else {
            throw BookError(
                .input,
                code: "unknown",
                "that is no link of this book",
                next: "copy all 35 characters, from DL- on"
            )
        }
        let receipt = try await submit(.redeemLink(link: minted.sequence), id: id, actor: actor)
        return (receipt, minted.subject)
    }

    /// The link that a fact made; `nil` for another fact.
    public func oneTimeLink(_ sequence: UInt64) throws(BookError) -> OneTimeLink? {
        do {
            _ = try requireVault()
            guard let mint, let fact = try log.record(at: sequence, as: Fact.self),
                fact.kind == .linkMinted, let token = LinkToken(sequence: sequence)
            else { return nil }
            let text = token.text(by: mint, conversation: fact.subject)
            let form = try clinic().channel(fact.channel)?.redirectAddress ?? ""
            return OneTimeLink(
                fact: sequence,
                conversation: fact.subject,
                token: text,
                address: form.isEmpty
                    ? ""
                    : form + (form.contains("?") ? "&" : "?")
                        + "link=" + text,
                expiry: fact.holdExpiry
            )
        } catch {
            throw BookError(error)
        }
    }

    /// The fact that made the link of a token; `nil` if the token is none of this book's.
    func link(_ token: String) throws -> Fact? {
        guard let mint, let sequence = LinkToken.sequence(in: token),
            let fact = try log.record(at: sequence, as: Fact.self), fact.kind == .linkMinted,
            LinkToken(token, by: mint, conversation: fact.subject) != nil
        else { return nil }
        return fact
    }
}
