internal import DaybookDomain
internal import DaybookEngine
internal import DaybookIntake
internal import DaybookStorage

/// Times chosen in words.
extension Book {
    /// A code, number or time that can only be one of those offered to whoever wrote it turns the
    /// message into a booking. Where something was offered and it is none of that, or could be two, the
    /// message says so and waits for a person.
    func choose(
        _ written: WrittenChoice,
        _ incoming: Incoming,
        _ party: UInt64,
        at now: Instant,
        _ submission: inout Submission
    ) throws {
        if case .token(let token) = written {
            return try choose(token, incoming, party, at: now, &submission)
        }
        let offers = try offers(in: try conversation(of: incoming, submission.references), party)
        guard let newest = offers.last else { return }
        let live = try offers.filter { offer in
            try offer.contains {
                Appointment(history: try history(of: $0.subject)).status(asOf: now) == .pending
            }
        }
        if let hold = try hold(chosenBy: written, among: live.isEmpty ? [newest] : live) {
            submission.command = .receiveAndConfirm(incoming, hold: hold.sequence)
        } else {
            var unknown = incoming
            unknown.reason = .notOffered
            submission.command = .receive(unknown)
        }
    }

    private func hold(chosenBy written: WrittenChoice, among offers: [[Fact]]) throws -> Fact? {
        switch written {
        case .token: return nil
        case .number(let number):
            let long = offers.filter { number <= $0.count }
            return long.count == 1 ? long[0][number - 1] : nil
        case .time(let time):
            let zone = zone(of: try clinic())
            let found = offers.joined().filter { zone.wallTime(at: $0.start.instant) == time }
            return found.count == 1 ? found.first : nil
        }
    }

    /// The conversation that a message will be found to belong to; 0 if it begins one.
    private func conversation(of incoming: Incoming, _ references: [[UInt8]]) throws -> UInt64 {
        var conversation = incoming.conversation
        for reference in references where conversation == 0 {
            conversation = try log.party(reference) ?? 0
        }
        return conversation
    }

    /// The holds of each offer that a person was told of in a conversation, in the order that the
    /// offer names them: in answer to them, out of the waitlist, or instead of a booked time.
    private func offers(in conversation: UInt64, _ party: UInt64) throws -> [[Fact]] {
        guard conversation != 0, party != 0 else { return [] }
        var offers: [[Fact]] = []
        for answer in try history(of: conversation)
        where answer.kind == .replyQueued && answer.party == party {
            guard let cause = try log.record(at: answer.cause, as: Fact.self) else { continue }
            let holds: [Fact] =
                switch cause.kind {
                case .offerMade, .holdPlaced: try self.holds(from: cause, before: answer)
                case .waitlistOffered: try facts(from: cause.cause, through: cause.cause)
                default: []
                }
            if !holds.isEmpty { offers.append(holds) }
        }
        return offers
    }

    /// The first fact of each hold in a group, from a fact of it until the answer that names them.
    private func holds(from first: Fact, before answer: Fact) throws -> [Fact] {
        guard answer.sequence > first.sequence,
            answer.sequence - first.sequence <= Book.offerFactsMax
        else { return [] }
        return try facts(from: first.sequence, through: answer.sequence - 1).filter {
            $0.kind == .holdPlaced && $0.subject == $0.sequence && $0.reason.isOffer
        }
    }

    /// How many facts an offer is looked for in: three times of as many resources as a service has
    /// groups.
    private static let offerFactsMax: UInt64 = 128
}
