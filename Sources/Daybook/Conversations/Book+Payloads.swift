internal import DaybookDomain
internal import DaybookEngine
public import DaybookIntake
internal import DaybookStorage

extension Book {
    /// A queued answer as the body of the platform's send request: the person's own text, or the
    /// words for the offer, booking, acknowledgement or reminder it tells of, with a button for each
    /// time offered, or for each answer to the reminder.
    ///
    /// The patient's id and the text are opened for the purpose `operations`, which is a fact.
    ///
    /// - Parameters:
    ///   - reply: The answer's number, as ``Outbox`` lists it.
    ///   - sender: Who or what sends.
    /// - Throws: ``BookError``: `unknown` for what is no answer on a platform that takes one,
    ///   `erased`, or what the vault says.
    public func payload(of reply: UInt64, sender: String) async throws(BookError) -> OutgoingPayload
    {
        do {
            guard let queued = try queuedAnswer(reply) else { throw Book.noPayload(reply) }
            let answer = queued.fact
            let about = try await reveal(
                queued.asked.sequence,
                purpose: .operations,
                reader: sender
            )
            var own: String?
            if answer.flags.contains(.sealed) {
                own = try await reveal(reply, purpose: .operations, reader: sender).withText { $0 }
            }
            let zone = zone(of: try clinic())
            let warning = try warning(with: queued)
            let language = try language(for: queued.asked.party)
            let isLate = try needsHumanAgentTag(queued)
            var payload: OutgoingPayload?
            if let own {
                payload = about.answer(
                    on: answer.channel,
                    in: language,
                    isLate: isLate,
                    offers: { _ in [] }
                ) { _ in own + warning }
            } else {
                let subject = try answerSubject(of: answer)
                let hasButtons = ReplyPayload.hasButtons(answer.channel)
                payload = about.answer(
                    on: answer.channel,
                    in: language,
                    isLate: isLate,
                    offers: { hasButtons ? subject.buttons($0, in: zone) : [] }
                ) {
                    (hasButtons ? subject.caption($0, in: zone) : subject.text($0, in: zone))
                        + warning
                }
            }
            guard let payload else { throw Book.noPayload(reply) }
            return payload
        } catch {
            throw BookError(error)
        }
    }

    /// Whether a person answers so long after the patient's last message that the platform wants to
    /// be told so.
    private func needsHumanAgentTag(_ queued: QueuedAnswer) throws -> Bool {
        guard queued.isAnswer, !queued.fact.flags.contains(.automatic),
            let policy = try clinic().channel(queued.fact.channel),
            let last = Conversation(history: queued.facts).lastMessageAt
        else { return false }
        return policy.needsHumanAgentTag(
            milliseconds: options.clock() - last.milliseconds
        )
    }

    private static func noPayload(_ reply: UInt64) -> BookError {
        BookError(
            .input,
            code: "unknown",
            "\(reply) is no answer on a platform that takes one",
            next: "see `daybook outbox`; an answer by mail is shown --as mail"
        )
    }
}
