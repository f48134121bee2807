import DaybookDomain

/// Decides commands one after another and keeps the facts, as a log would.
struct DecidedFacts {
    private(set) var facts: [Fact] = []
    private(set) var bodies: [UInt64: [UInt8]] = [:]
    private var state = SlotState()
    private var custody = Custody()
    private var now = Instant(milliseconds: 1_795_248_000_000)

    /// The clinic as configured so far.
    var clinic: Clinic { state.clinic }

    /// Decides a command a minute after the one before; returns the sequence of its first fact.
    mutating func decide(
        _ command: Command,
        channel: Channel = .desk,
        actor: ActorClass = .staff,
        sealed: Bool = false
    ) throws -> UInt64 {
        now = now.advanced(byMilliseconds: 60_000)
        state.prepareOpenTime(around: now)
        let first = UInt64(facts.count) + 1
        let context = DecisionContext(
            now: now,
            occurredAt: now,
            channel: channel,
            actor: actor,
            next: first,
            hasSealedContent: sealed
        )
        let (subject, other) = command.subjects
        let (person, related) = command.parties
        let known = (
            person == 0 ? history(subject) : history(ofParty: person),
            person == 0 ? history(other) : history(ofParty: related)
        )
        let decision = try Decider.decide(
            command,
            in: context,
            given: state,
            history: known.0,
            other: known.1,
            further: history(command.further(history: known.0, other: known.1)),
            sender: history(
                ofParty: command.sender(
                    acknowledges: state.clinic.channel(channel)?.acknowledges == true
                )
            ),
            custody: custody
        )
        for (index, bytes) in decision.bodies { bodies[first + UInt64(index)] = bytes }
        for fact in decision.facts {
            facts.append(fact)
            state.apply(fact) { bodies[fact.sequence] }
            custody.apply(fact)
        }
        return first
    }

    /// All facts of what is known of a person.
    private func history(ofParty party: UInt64) -> [Fact] {
        facts.filter { fact in
            let isKnown =
                (Kind.contactLinked.rawValue...Kind.preferenceRecorded.rawValue)
                .contains(fact.kindCode)
                || fact.kind == .colleagueRecorded || fact.kind == .colleagueWithdrawn
            return isKnown && fact.party == party
        }
    }

    /// All facts of the subject that a fact belongs to.
    private func history(_ sequence: UInt64) -> [Fact] {
        guard let fact = facts.first(where: { $0.sequence == sequence }) else { return [] }
        return facts.filter { $0.subject == fact.subject }
    }
}
