public import DaybookDomain
public import DaybookEngine
public import DaybookIntake

extension Book {
    /// Gives a conversation into the hands of a member of staff, whoever has it.
    ///
    /// A name that never acted gets its number here.
    /// - Throws: ``BookError``.
    public func assign(
        _ conversation: UInt64,
        to name: String,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        let actors = try clinic().actors
        let number: UInt32
        if let known = actors.first(where: { $0.name == name }) {
            number = known.number
        } else {
            number = UInt32(clamping: actors.count + 1)
            try await submit(
                .configure([.actor(Actor(number: number, name: name))]),
                channel: .system,
                actor: actor
            )
        }
        return try await submit(
            .assign(conversation: conversation, to: number),
            id: id,
            actor: actor
        )
    }

    /// Notes something down in a conversation for staff alone: sealed like what the patient wrote.
    public func note(
        in conversation: UInt64,
        text: consuming PHI<String>,
        actor: String,
        id: CommandID? = nil
    ) async throws(BookError) -> Receipt {
        try await submitSealed(
            .note(conversation: conversation),
            text: text,
            in: conversation,
            actor: actor,
            id: id
        )
    }

    /// What the patient wrote, edited or took back in a conversation after a fact.
    public func written(
        in conversation: UInt64,
        after head: UInt64
    ) throws(BookError) -> [Fact] {
        try history(of: conversation).filter { fact in
            guard fact.sequence > head else { return false }
            switch fact.kind {
            case .requestReceived, .messageReceived, .messageEdited, .messageUnsent: return true
            default: return false
            }
        }
    }
}
