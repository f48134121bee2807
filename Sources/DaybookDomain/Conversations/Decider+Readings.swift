extension Decider {
    /// Records what a message was. Saying the same twice changes nothing; saying something else
    /// later corrects the correction.
    static func correctReading(
        _ correction: ReadingCorrection,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        guard let message = history.first(where: { $0.sequence == correction.message }),
            message.isReading
        else { throw Refusal(.unknown) }
        guard correction.service == 0 || state.clinic.service(correction.service) != nil else {
            throw Refusal(.notConfigured)
        }
        var fact = context.fact(.readingCorrected)
        fact.subject = message.subject
        fact.party = message.party
        fact.channel = message.channel
        fact.cause = message.sequence
        fact.detail = message.detail
        correction.write(into: &fact)
        if let last = history.last(where: {
            $0.kind == .readingCorrected && $0.cause == message.sequence
        }), last.rank == fact.rank, last.service == fact.service, last.start == fact.start {
            throw Refusal(.unchanged, cause: last.sequence)
        }
        return Decision([fact])
    }
}

extension Fact {
    /// Of a message, the channel by which its sender may be answered where its own takes no answer
    /// (the rank); `nil` none.
    package var answerBy: Channel? {
        get { rank == 0 ? nil : Channel(rawValue: rank) }
        set { rank = newValue?.rawValue ?? 0 }
    }

    /// Whether an adapter made it of what came in, and a person may say that it was something else.
    package var isReading: Bool {
        switch kind {
        case .requestReceived, .messageReceived, .machineMessageReceived, .unrecognisedReceived,
            .messageQuarantined:
            true
        default: false
        }
    }
}
