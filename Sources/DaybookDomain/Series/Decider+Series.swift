extension Decider {
    /// Books a series: each instance at the wall time of the first, in one group.
    ///
    /// Only the first must lie within the service's horizon: a series reaches further by its
    /// nature. Each instance is an appointment of its own, whose cause is the series.
    static func bookSeries(
        _ request: SeriesRequest,
        _ context: DecisionContext,
        _ state: borrowing SlotState
    ) throws(Refusal) -> Decision {
        let service = try service(request.first.service, state)
        guard let zone = state.clinic.zone(of: service, resource: request.first.resource) else {
            throw Refusal(.notConfigured)
        }
        let walls: [WallTime]
        do throws(RecurrenceError) {
            walls = try request.recurrence.instances(
                from: zone.rules.wallTime(at: request.first.start.instant),
                zone: zone.rules
            )
        } catch {
            throw Refusal(.outOfRange)
        }
        var decision = Decision()
        decision.append(
            series(request, context),
            body: SeriesBody.bytes(request.recurrence)
        )
        let further = laterRules(of: service)
        var state = copy state
        var firstRefusal: Refusal?
        for wall in walls {
            var one = request.first
            one.start = zone.rules.instant(for: wall).minute
            one.cause = context.next
            do throws(Refusal) {
                let booked = try take(
                    .booking,
                    one,
                    context,
                    state,
                    offset: decision.facts.count,
                    by: one.start == request.first.start ? service : further
                )
                for fact in booked {
                    state.apply(fact) { nil }
                    decision.append(fact)
                }
            } catch {
                if request.isAllOrNothing { throw error }
                firstRefusal = firstRefusal ?? error
                decision.append(missed(one, error, context, offset: decision.facts.count))
            }
        }
        if let firstRefusal, decision.facts.dropFirst().allSatisfy({ $0.kind == .occurrenceMissed })
        {
            throw firstRefusal
        }
        return decision
    }

    /// The rules by which an instance after the first is booked: a series reaches beyond the
    /// service's horizon.
    package static func laterRules(of service: Service) -> Service {
        var rules = service
        rules.horizonDays = max(rules.horizonDays, UInt16(SeriesLimits.daysMax + 1))
        return rules
    }

    private static func series(
        _ request: SeriesRequest,
        _ context: DecisionContext
    ) -> Fact {
        var fact = context.fact(.seriesDefined)
        fact.subject = fact.sequence
        fact.party = request.first.party
        fact.cause = request.first.cause
        fact.service = request.first.service
        fact.resource = request.first.resource
        fact.start = request.first.start
        return fact
    }

    private static func missed(
        _ request: TimeRequest,
        _ refusal: Refusal,
        _ context: DecisionContext,
        offset: Int
    ) -> Fact {
        var fact = context.fact(.occurrenceMissed, offset: offset)
        fact.subject = context.next
        fact.party = request.party
        fact.service = request.service
        fact.start = request.start
        fact.reason = refusal.reason
        fact.cause = refusal.cause
        return fact
    }
}
