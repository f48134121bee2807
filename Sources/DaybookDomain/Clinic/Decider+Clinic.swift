extension Decider {
    /// The most definitions one command may carry.
    package static let definitionsMax = 10_000

    static func configure(
        _ definitions: [Definition],
        _ context: DecisionContext
    ) throws(Refusal) -> Decision {
        guard !definitions.isEmpty else { throw Refusal(.unchanged) }
        guard definitions.count <= definitionsMax else { throw Refusal(.outOfRange) }
        var decision = Decision()
        for definition in definitions {
            var fact = context.fact(definition.kind, offset: decision.facts.count)
            fact.subject = fact.sequence
            switch definition {
            case .zone(let zone): fact.detail = UInt32(zone.number)
            case .location(let location): fact.detail = UInt32(location.number)
            case .resource(let resource): fact.resource = resource.number
            case .service(let service): fact.service = service.number
            case .channel(let policy): fact.channel = policy.channel
            case .clinic: break
            case .actor(let actor): fact.detail = actor.number
            case .withdrawLocation(let number): fact.detail = UInt32(number)
            case .withdrawResource(let number): fact.resource = number
            case .withdrawService(let number): fact.service = number
            case .withdrawChannel(let channel): fact.channel = channel
            }
            decision.append(fact, body: definition.body)
        }
        return decision
    }
}
