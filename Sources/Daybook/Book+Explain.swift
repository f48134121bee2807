public import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

extension Book {
    /// Why a service can or can't be had at a start: now, or as the log stood at a past position.
    ///
    /// It is offered exactly when ``freeSlots(service:in:resource:asOf:count:)`` lists it and `book`
    /// accepts it; where it is not, each resource says what is in its way, with the facts behind it.
    ///
    /// - Parameters:
    ///   - service: The service's number.
    ///   - start: The start asked about.
    ///   - resource: Only with this resource; 0 any.
    ///   - position: The last fact that counts; `nil` the newest.
    ///   - now: The instant that notice, horizon and holds are compared with; `nil` the instant at
    ///     which the fact at `position` was recorded, or the clock.
    /// - Throws: ``BookError``; `position` if there is no such fact.
    /// - Complexity: O(facts): whose a time is, is folded from the log for this question.
    public func explain(
        service: UInt16,
        at start: Minute,
        resource: UInt16 = 0,
        through position: UInt64? = nil,
        asOf now: Instant? = nil
    ) throws(BookError) -> SlotExplanation {
        var instant = now ?? Instant(milliseconds: options.clock())
        let projections: BookProjections
        var last: UInt64
        if let position {
            if now == nil { instant = try fact(at: position).recordedAt }
            let replayed = try replay(fromSnapshot: BookProjections.self, through: position)
            (projections, last) = (replayed.projection, replayed.position)
        } else {
            try refresh()
            (projections, last) = live.copy()
        }
        do {
            var evidence = TimeEvidence(around: start)
            try log.scan(Fact.self, from: 1, through: last) { page in
                for index in page.indices {
                    let fact = page[index]
                    evidence.apply(fact) { (try? log.body(at: fact.sequence)) ?? nil }
                }
                return true
            }
            return projections.slots.state.explain(
                service: service,
                at: start,
                resource: resource,
                now: instant,
                evidence: evidence,
                position: last
            )
        } catch {
            throw BookError(error)
        }
    }

    /// The fact at a position.
    private func fact(at position: UInt64) throws(BookError) -> Fact {
        let head = try head().sequence
        guard let fact = try facts(from: position, through: position).first, position > 0 else {
            throw BookError(
                .input,
                code: "position",
                "there is no fact at position \(position)",
                next: "the log ends at position \(head)"
            )
        }
        return fact
    }
}
