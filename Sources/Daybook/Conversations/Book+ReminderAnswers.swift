public import DaybookDomain
public import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage

extension Book {
    /// What a token out of a reminder answers, without answering it: for the page that asks whether
    /// it is meant.
    ///
    /// - Returns: The reminder's fact and the answer; `nil` for a token that is none of this book's.
    /// - Complexity: O(1): the fact is looked up, and one code worked out.
    public func reminderAnswer(
        of token: String
    ) throws(BookError) -> (reminder: Fact, answer: ReminderAnswer)? {
        do {
            _ = try requireVault()
            guard let mint, let sequence = ReminderToken.reminder(in: token),
                let fact = try log.record(at: sequence, as: Fact.self),
                fact.kind == .reminderQueued,
                let read = ReminderToken(token, by: mint, boundTo: fact.party)
            else { return nil }
            return (fact, read.answer)
        } catch {
            throw BookError(error)
        }
    }

    /// Answers a reminder by the token in it: the patient will come, or cancels.
    ///
    /// Call it when somebody presses the button of the clinic's own page, not when the page is
    /// opened: mail programs open addresses by themselves. Whoever has the token can answer in the
    /// patient's place; nothing is told of the appointment.
    ///
    /// - Parameters:
    ///   - token: As it stands in the reminder.
    ///   - channel: The way by which the answer came.
    ///   - actor: Who took it in, where somebody did.
    /// - Returns: The receipt; refused with `stale-version` after the appointment moved, with
    ///   `transition-not-allowed` after it was cancelled, with `past` once it began, with `notice`
    ///   when it is too late to cancel without a person, and with `unchanged` when they said already
    ///   that they will come.
    /// - Throws: ``BookError``: `unknown` for a token that is none of this book's.
    public func answerReminder(
        token: String,
        channel: Channel = .form,
        actor: String = "",
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        guard let read = try reminderAnswer(of: token) else {
            throw BookError(
                .input,
                code: "unknown",
                "the token is none of this book's",
                next: "copy all 27 characters, from DR- on"
            )
        }
        return try await submit(
            .answerReminder(reminder: read.reminder.sequence, read.answer),
            id: id,
            channel: channel,
            actor: actor,
            actorClass: actor.isEmpty ? .patient : .staff
        )
    }

    /// The tokens of a queued reminder.
    func reminderTokens(_ reminder: Fact) throws -> ReminderTokens {
        _ = try requireVault()
        guard let mint, let confirm = ReminderToken(reminder: reminder.sequence, .confirm),
            let cancel = ReminderToken(reminder: reminder.sequence, .cancel)
        else { throw BookError(.internal, code: "identifier", "a sequence has 48 bits") }
        return ReminderTokens(
            confirm: confirm.text(by: mint, boundTo: reminder.party),
            cancel: cancel.text(by: mint, boundTo: reminder.party)
        )
    }

    /// The command of a message that brings a reminder's token back; `nil` for another token, and
    /// for one that somebody else was sent.
    func answer(
        _ token: String,
        in incoming: Incoming,
        from party: UInt64
    ) throws -> Command? {
        guard let read = try reminderAnswer(of: token),
            try tokens(of: read.reminder.party).contains(party)
        else { return nil }
        return .receiveAndAnswer(incoming, reminder: read.reminder.sequence, read.answer)
    }
}
