extension Decider {
    /// Decides an order about what is kept against everything the log knows of it.
    static func keep(
        _ order: CustodyOrder,
        _ context: DecisionContext,
        _ custody: Custody
    ) throws(Refusal) -> Decision {
        switch order {
        case .erase(let parties, let reason, let isKnown):
            return try erase(parties, reason, isKnown: isKnown, context, custody)
        case .completeErasure(let request, let generation):
            return try completeErasure(request, generation, context, custody)
        case .placeHold(let party, let reason):
            guard party != 0 else { throw Refusal(.unknown) }
            guard (420..<440).contains(reason.rawValue) else { throw Refusal(.outOfRange) }
            // There is nothing left to hold.
            guard !custody.isErased(party) else { throw Refusal(.erased) }
            var fact = context.subjectFact(.legalHoldPlaced)
            fact.party = party
            fact.reason = reason
            return Decision([fact])
        case .releaseHold(let hold):
            guard let held = custody.holds[hold] else { throw Refusal(.unknown) }
            var fact = context.fact(.legalHoldReleased)
            fact.subject = hold
            fact.party = held.party
            fact.cause = hold
            return Decision([fact])
        case .keep(let retention, let days):
            guard days <= CustodyLimits.daysMax else { throw Refusal(.outOfRange) }
            guard custody.periods[retention] ?? 0 != days else { throw Refusal(.unchanged) }
            var fact = context.subjectFact(.retentionDefined)
            fact.rank = retention
            fact.detail = days
            return Decision([fact])
        case .expire(let contents): return try expire(contents, context, custody)
        case .completeExpiry(let batch, let generation):
            guard custody.expiries[batch] != nil else { throw Refusal(.unchanged) }
            var fact = context.fact(.contentsDestroyed)
            fact.subject = batch
            fact.detail = generation
            return Decision([fact])
        case .noteKeyBackup(let generation):
            return Decision([context.subjectFact(.keysBackedUp, detail: generation)])
        case .attest(let generation):
            guard generation > custody.attested else { throw Refusal(.unchanged) }
            // What is not yet destroyed can't have been destroyed in every copy.
            guard generation <= custody.generation else { throw Refusal(.outOfRange) }
            return Decision([context.subjectFact(.keyBackupsDestroyed, detail: generation)])
        case .noteRotation(let epoch):
            return Decision([context.subjectFact(.keysRotated, detail: epoch)])
        }
    }

    private static func erase(
        _ parties: [UInt64],
        _ reason: Reason,
        isKnown: Bool,
        _ context: DecisionContext,
        _ custody: Custody
    ) throws(Refusal) -> Decision {
        guard !parties.isEmpty, parties.count <= CustodyLimits.partiesPerCommand,
            (400..<420).contains(reason.rawValue), Set(parties).count == parties.count
        else { throw Refusal(.outOfRange) }
        guard !parties.contains(0) else { throw Refusal(.unknown) }
        if !isKnown {
            for party in parties {
                if let hold = custody.hold(on: party) {
                    throw Refusal(.legalHold, cause: hold.hold)
                }
            }
        }
        var decision = Decision()
        for party in parties where !custody.isErased(party) {
            var fact = context.fact(.erasureRequested, offset: decision.facts.count)
            fact.subject = context.next
            fact.party = party
            fact.reason = reason
            if isKnown { fact.flags.formUnion([.automatic, .override]) }
            decision.append(fact)
        }
        guard !decision.facts.isEmpty else { throw Refusal(.unchanged) }
        return decision
    }

    private static func completeErasure(
        _ request: UInt64,
        _ generation: UInt32,
        _ context: DecisionContext,
        _ custody: Custody
    ) throws(Refusal) -> Decision {
        guard let open = custody.openErasures.first(where: { $0.request == request }) else {
            throw Refusal(.unchanged)
        }
        var decision = Decision()
        for party in open.parties {
            var fact = context.fact(.erasureCompleted, offset: decision.facts.count)
            fact.subject = request
            fact.party = party
            fact.cause = request
            fact.detail = generation
            decision.append(fact)
        }
        return decision
    }

    private static func expire(
        _ contents: [ExpiringContent],
        _ context: DecisionContext,
        _ custody: Custody
    ) throws(Refusal) -> Decision {
        guard !contents.isEmpty, contents.count <= CustodyLimits.contentsPerCommand else {
            throw Refusal(.outOfRange)
        }
        let held = Set(custody.holds.values.map(\.party))
        var decision = Decision()
        for content in contents {
            guard content.reason == .retentionOver || content.reason == .unsent,
                content.sequence > 0, content.sequence < context.next
            else { throw Refusal(.outOfRange) }
            guard !custody.isErased(content.party) else { throw Refusal(.erased) }
            if held.contains(content.party), let hold = custody.hold(on: content.party) {
                throw Refusal(.legalHold, cause: hold.hold)
            }
            var fact = context.fact(.contentExpired, offset: decision.facts.count)
            fact.subject = context.next
            fact.party = content.party
            fact.reason = content.reason
            fact.cause = content.sequence
            fact.rank = content.retention
            fact.detail = UInt32(content.part)
            decision.append(fact)
        }
        return decision
    }
}

extension DecisionContext {
    /// The first fact of a subject of its own.
    fileprivate func subjectFact(_ kind: Kind, detail: UInt32 = 0) -> Fact {
        var fact = fact(kind)
        fact.subject = fact.sequence
        fact.detail = detail
        return fact
    }
}
