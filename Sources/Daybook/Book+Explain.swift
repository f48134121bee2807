public import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

extension Book {
    /// The facts that a refused time was refused for: bookings, holds, blocks and definitions, by
    /// sequence, at most ``SlotExplanation/obstaclesMax``.
    ///
    /// - Parameters:
    ///   - refusal: What the book answered.
    ///   - service: The service's number.
    ///   - start: The start that was asked for.
    ///   - resource: The resource that was asked for; 0 any.
    ///   - moving: The appointment that was to be moved, which is not in its own way; 0 none.
    /// - Returns: None where the refusal is not about time.
    /// - Complexity: O(facts), as ``explain(service:at:resource:in:)``.
    public func facts(
        behind refusal: Refusal,
        of service: UInt16,
        at start: Minute,
        resource: UInt16 = 0,
        moving: UInt64 = 0
    ) throws(BookError) -> [UInt64] {
        let explanation = try explain(service: service, at: start, resource: resource)
        let members = explanation.groups.filter { $0.free < $0.needed }.flatMap(\.members)
        let obstacles = explanation.obstacles + members.flatMap(\.obstacles)
        // What stands nearest is said; other resources may have other reasons.
        let named = obstacles.filter { $0.reason == refusal.reason }
        var found: Set<UInt64> = refusal.cause == 0 ? [] : [refusal.cause]
        for sequence in named.flatMap(\.facts) {
            if moving != 0, try facts(from: sequence, through: sequence).first?.subject == moving {
                continue
            }
            found.insert(sequence)
        }
        return Array(found.sorted().prefix(SlotExplanation.obstaclesMax))
    }

    /// Why a service can or can't be had at a start: now, or as the log stood before.
    ///
    /// It is offered exactly when ``freeSlots(service:in:resource:asOf:count:)`` lists it and `book`
    /// accepts it; where it is not, each resource says what is in its way, with the facts behind it.
    ///
    /// - Parameters:
    ///   - service: The service's number.
    ///   - start: The start asked about.
    ///   - resource: Only with this resource; 0 any.
    ///   - view: What the book said then, see ``view(at:now:)``; `nil` now.
    /// - Throws: ``BookError``.
    /// - Complexity: O(facts): whose a time is, is folded from the log for this question.
    public func explain(
        service: UInt16,
        at start: Minute,
        resource: UInt16 = 0,
        in view: BookView? = nil
    ) throws(BookError) -> SlotExplanation {
        let now = Instant(milliseconds: options.clock())
        let view = if let view { view } else { try self.view(at: .max, now: now) }
        do {
            var evidence = TimeEvidence(around: start)
            try log.scan(Fact.self, from: 1, through: view.position) { page in
                for index in page.indices {
                    let fact = page[index]
                    evidence.apply(fact) { (try? log.body(at: fact.sequence)) ?? nil }
                }
                return true
            }
            return view.slots.state.explain(
                service: service,
                at: start,
                resource: resource,
                now: view.now,
                evidence: evidence,
                position: view.position
            )
        } catch {
            throw BookError(error)
        }
    }
}
