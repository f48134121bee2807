extension Decider {
    /// What is known of persons: which tokens belong together, what was agreed to, what is
    /// preferred.
    static func people(
        _ command: Command,
        _ context: DecisionContext,
        _ history: [Fact],
        _ other: [Fact]
    ) throws(Refusal) -> Decision {
        guard command.parties.0 != 0 else { throw Refusal(.unknown) }
        let person = Person(history: history)
        switch command {
        case .relate(let relation):
            return try relate(relation, person, Person(history: other), context)
        case .recordConsent(let party, let channel, let wording):
            guard channel != .system, wording != 0 else { throw Refusal(.outOfRange) }
            let old = person.consents[channel]
            if let old, old.isGiven, old.wording == wording {
                throw Refusal(.unchanged, cause: old.fact)
            }
            return Decision([
                consent(.consentRecorded, party, person, channel, wording, context)
            ])
        case .withdrawConsent(let party, let channel):
            guard channel != .system else { throw Refusal(.outOfRange) }
            let old = person.consents[channel]
            if let old, !old.isGiven { throw Refusal(.unchanged, cause: old.fact) }
            let wording = old?.wording ?? 0
            return Decision([
                consent(.consentWithdrawn, party, person, channel, wording, context)
            ])
        case .recordPreference(let party, let channel, let language):
            let wanted = channel == .system ? nil : channel
            guard person.preferredChannel != wanted || person.language != language else {
                throw Refusal(.unchanged, cause: person.subject)
            }
            var fact = about(party, person, .preferenceRecorded, context)
            fact.channel = channel
            fact.detail = language?.packed ?? 0
            return Decision([fact])
        case .recordColleague(let party, let isColleague):
            guard person.isColleague != isColleague else {
                throw Refusal(.unchanged, cause: person.subject)
            }
            let kind: Kind = isColleague ? .colleagueRecorded : .colleagueWithdrawn
            return Decision([about(party, person, kind, context)])
        default: throw Refusal(.unknown)
        }
    }

    /// A word such as STOP ends what is sent to them there, at once and without a person.
    static func appendStop(
        of party: UInt64,
        _ message: Fact,
        _ person: Person,
        _ context: DecisionContext,
        _ decision: inout Decision
    ) {
        if let old = person.consents[message.channel], !old.isGiven { return }
        let wording = person.consents[message.channel]?.wording ?? 0
        var fact = consent(
            .consentWithdrawn,
            party,
            person,
            message.channel,
            wording,
            context,
            offset: decision.facts.count
        )
        fact.cause = message.sequence
        fact.flags.insert(.automatic)
        decision.append(fact)
    }

    /// One fact for each of the two, so that either's own history tells of it.
    private static func relate(
        _ relation: PartyRelation,
        _ first: Person,
        _ second: Person,
        _ context: DecisionContext
    ) throws(Refusal) -> Decision {
        guard relation.first != relation.second, relation.second != 0 else {
            throw Refusal(.outOfRange)
        }
        guard Reason.evidence.contains(relation.evidence) else {
            throw Refusal(.outOfRange)
        }
        let isLink = relation.change == .link || relation.change == .unlink
        let known = isLink ? first.linked : first.merged
        let belongs = second.subject != 0 && known.contains(second.subject)
        let joins = relation.change == .link || relation.change == .merge
        guard belongs != joins else { throw Refusal(.unchanged, cause: first.subject) }
        let kind: Kind =
            switch relation.change {
            case .link: .contactLinked
            case .unlink: .contactUnlinked
            case .merge: .partiesMerged
            case .split: .partiesSplit
            }
        var one = about(relation.first, first, kind, context)
        var two = about(relation.second, second, kind, context, offset: 1)
        one.cause = two.subject
        two.cause = one.subject
        one.reason = relation.evidence
        two.reason = relation.evidence
        return Decision([one, two])
    }

    private static func consent(
        _ kind: Kind,
        _ party: UInt64,
        _ person: Person,
        _ channel: Channel,
        _ wording: UInt32,
        _ context: DecisionContext,
        offset: Int = 0
    ) -> Fact {
        var fact = about(party, person, kind, context, offset: offset)
        fact.channel = channel
        fact.detail = wording
        return fact
    }

    private static func about(
        _ party: UInt64,
        _ person: Person,
        _ kind: Kind,
        _ context: DecisionContext,
        offset: Int = 0
    ) -> Fact {
        var fact = context.fact(kind, offset: offset)
        fact.subject = person.subject == 0 ? fact.sequence : person.subject
        fact.party = party
        return fact
    }
}
