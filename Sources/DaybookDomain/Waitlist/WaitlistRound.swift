/// One round of offers to those who wait, each decided against the state with those before it.
struct WaitlistRound {
    private let context: DecisionContext
    /// Whom the offers are told, by entry.
    private let contacts: [UInt64: WaitlistContact]
    private var state: SlotState
    private(set) var decision = Decision()
    private var offersMade = 0
    /// The entries to which a time is on offer as the round begins.
    private let live: Set<UInt64>
    /// The free starts of one service and resource, as long as no offer of this round takes any.
    private var found: (service: UInt16, resource: UInt16, starts: MinuteSet)?

    init(
        _ context: DecisionContext,
        _ state: consuming SlotState,
        _ contacts: [UInt64: WaitlistContact]
    ) {
        self.context = context
        self.contacts = contacts
        live = state.liveOffers(now: context.now)
        self.state = state
    }

    /// Offers a service's free times to those who wait for it, in their order.
    mutating func serve(_ number: UInt16) {
        let ranked = state.waitlist.ranked(service: number)
        let service = state.clinic.service(number)
        var offers = ranked.count { live.contains($0.number) }
        for entry in ranked where !live.contains(entry.number) {
            if let reason = ended(entry, service) {
                append(
                    Decider.leaving(entry, reason, context, offset: decision.facts.count)
                )
                continue
            }
            guard let service else { continue }
            let policy = service.waitlist
            guard policy.offersAtOnce == 0 || offers < Int(policy.offersAtOnce),
                offersMade < WaitlistLimits.offersPerAdvance
            else { continue }
            if offer(to: entry, service) {
                offers += 1
                offersMade += 1
            }
        }
    }

    /// Why a wait is over, if it is.
    private func ended(_ entry: WaitlistEntry, _ service: Service?) -> Reason? {
        if entry.wish.window.upperBound.instant <= context.now { return .past }
        guard let service else { return nil }
        return entry.offers.count >= Int(service.waitlist.tries) ? .unanswered : nil
    }

    /// Holds the first free time that suits and was not offered before.
    private mutating func offer(to entry: WaitlistEntry, _ service: Service) -> Bool {
        let wish = entry.wish
        guard let start = firstSuiting(entry, service) else { return false }
        let request = TimeRequest(
            service: service.number,
            resource: wish.resource,
            start: start,
            party: wish.party,
            cause: entry.number
        )
        let taking = Decider.Taking.hold(
            minutes: service.waitlist.offerMinutes,
            purpose: .waitlisted
        )
        guard
            let held = try? Decider.take(
                taking,
                request,
                context,
                state,
                offset: decision.facts.count
            ), let first = held.first
        else { return false }
        for fact in held { append(fact) }
        found = nil
        var offered = context.fact(.waitlistOffered, offset: decision.facts.count)
        offered.subject = entry.number
        offered.party = wish.party
        offered.service = service.number
        offered.resource = first.resource
        offered.start = start
        offered.length = first.length
        offered.detail = first.detail
        offered.cause = first.subject
        append(offered)
        tell(entry, of: offered)
        return true
    }

    /// The conversation that asked is told, by rule, or a fact of the entry says why not. Who asked
    /// in none is told by whoever called for the offers.
    private mutating func tell(_ entry: WaitlistEntry, of offered: Fact) {
        guard entry.wish.conversation != 0 else { return }
        let contact = contacts[entry.number]
        var rule = context
        rule.actor = .system
        Decider.tell(
            Conversation(history: contact?.conversation ?? []),
            of: offered,
            as: .waitlisted,
            to: (entry.number, entry.wish.party),
            rule,
            state,
            person: contact?.person ?? [],
            &decision
        )
    }

    private mutating func firstSuiting(_ entry: WaitlistEntry, _ service: Service) -> Minute? {
        let wish = entry.wish
        let end = wish.window.upperBound.advanced(by: 1 - Int(service.duration))
        guard wish.window.lowerBound < end,
            let zone = state.clinic.zone(of: service, resource: wish.resource)
        else { return nil }
        let starts = freeStarts(of: service, resource: wish.resource)
        var next = starts.first(atOrAfter: wish.window.lowerBound)
        while let start = next, start < end {
            if wish.suits(zone.rules.wallTime(at: start.instant), minutes: Int(service.duration)),
                !entry.offers.contains(where: { $0.start == start })
            {
                return start
            }
            next = starts.first(atOrAfter: start.advanced(by: 1))
        }
        return nil
    }

    /// All free starts within the service's horizon, worked out once for those who wait alike.
    private mutating func freeStarts(of service: Service, resource: UInt16) -> MinuteSet {
        if let found, found.service == service.number, found.resource == resource {
            return found.starts
        }
        let now = context.now.minute
        let starts = state.starts(
            of: service,
            in: now..<now.advanced(by: SlotState.windowDaysMax * 1_440),
            resource: resource,
            now: context.now
        )
        found = (service.number, resource, starts)
        return starts
    }

    private mutating func append(_ fact: Fact) {
        decision.append(fact)
        state.apply(fact) { nil }
    }
}
