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
        let live = offers.filter { offer in offer.contains { now < $0.holdExpiry } }
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
            guard offers.count == 1, number <= offers[0].count else { return nil }
            return offers[0][number - 1]
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

    /// The holds of each offer to a person in a conversation, in the order that the offer names them.
    private func offers(in conversation: UInt64, _ party: UInt64) throws -> [[Fact]] {
        guard conversation != 0, party != 0 else { return [] }
        return try history(of: conversation).filter { $0.kind == .offerMade && $0.party == party }
            .map { try holds(of: $0) }
    }

    private func holds(of offer: Fact) throws -> [Fact] {
        var holds: [Fact] = []
        for fact in try facts(from: offer.sequence, through: offer.sequence + Book.offerFactsMax) {
            if fact.kind == .holdPlaced, fact.subject == fact.sequence { holds.append(fact) }
            guard fact.flags.contains(.groupContinues) else { break }
        }
        return holds
    }

    /// How many facts an offer is looked for in: three times of as many resources as a service has
    /// groups.
    private static let offerFactsMax: UInt64 = 128
}
