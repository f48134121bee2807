public import DaybookDomain
internal import DaybookEngine
internal import DaybookStorage

extension Book {
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
