public import DaybookDomain
public import DaybookEngine
internal import DaybookStorage

extension Book {
    /// A series by its number, with what became of each instance; `nil` if there is none.
    ///
    /// - Complexity: O(instances).
    public func series(_ number: UInt64) throws(BookError) -> BookedSeries? {
        let facts = try group(from: number)
        guard let first = facts.first, first.kind == .seriesDefined else { return nil }
        var occurrences: [BookedSeries.Occurrence] = []
        for fact in facts.dropFirst() {
            switch fact.kind {
            case .appointmentBooked where fact.subject == fact.sequence,
                .appointmentRequested where fact.subject == fact.sequence:
                occurrences.append(
                    BookedSeries.Occurrence(
                        start: fact.start,
                        appointment: try appointment(fact.sequence),
                        reason: .none,
                        inTheWay: 0
                    )
                )
            case .occurrenceMissed:
                occurrences.append(
                    BookedSeries.Occurrence(
                        start: fact.start,
                        appointment: nil,
                        reason: fact.reason,
                        inTheWay: fact.cause
                    )
                )
            default: continue
            }
        }
        return BookedSeries(
            number: number,
            service: first.service,
            recurrence: try body(at: number).flatMap(SeriesBody.text) ?? "",
            occurrences: occurrences
        )
    }

    /// Cancels what is left of a series: each appointment that begins at or after an instant and can
    /// still be cancelled.
    ///
    /// Each is a command of its own; those that were moved to before the instant stay.
    /// - Returns: The answers, in the order of the instances; empty if the series is not known.
    public func cancelSeries(
        _ number: UInt64,
        from start: Instant,
        reason: Reason,
        actor: String
    ) async throws(BookError) -> [Receipt] {
        let now = Instant(milliseconds: options.clock())
        let commands = try series(number)?.occurrences.compactMap(\.appointment).filter {
            let status = $0.status(asOf: now)
            guard status == .booked || status == .pending, let first = $0.footprints.first else {
                return false
            }
            return first.start.instant >= start
        }.map { Command.cancel(subject: $0.subject, reason: reason) }
        guard let commands, !commands.isEmpty else { return [] }
        var receipts: [Receipt] = []
        for result in try await submit(commands, actor: actor) {
            switch result {
            case .success(let receipt): receipts.append(receipt)
            case .failure(let error): throw BookError(error)
            }
        }
        return receipts
    }

    /// Which instances of a wish for a series are free now, without booking any.
    ///
    /// - Returns: Each instance's start, with `none` or the reason why it can't be booked.
    /// - Throws: ``BookError`` with the recurrence's fault, if it can't be taken at all.
    public func previewSeries(
        _ request: SeriesRequest
    ) throws(BookError) -> [(start: Minute, reason: Reason)] {
        try refresh()
        let (projections, position) = live.copy()
        let state = projections.slots.state
        guard let service = state.clinic.service(request.first.service),
            let zone = state.clinic.zone(of: service, resource: request.first.resource)
        else { return [(request.first.start, .notConfigured)] }
        let walls: [WallTime]
        do {
            walls = try request.recurrence.instances(
                from: zone.rules.wallTime(at: request.first.start.instant),
                zone: zone.rules
            )
        } catch {
            throw BookError(
                .input,
                code: error.code.rawValue,
                "\(error.part): expected \(error.expected)"
            )
        }
        var wish = request
        wish.isAllOrNothing = false
        let now = Instant(milliseconds: options.clock())
        let context = DecisionContext(
            now: now,
            occurredAt: now,
            channel: .desk,
            actor: .staff,
            next: position + 1
        )
        var reasons: [Minute: Reason] = [:]
        do {
            let decision = try Decider.decide(.bookSeries(wish), in: context, given: state)
            for fact in decision.facts where fact.kind == .occurrenceMissed {
                reasons[fact.start] = fact.reason
            }
        } catch {
            // None can be had: the first reason stands for all.
            for wall in walls { reasons[zone.rules.instant(for: wall).minute] = error.reason }
        }
        return walls.map {
            let start = zone.rules.instant(for: $0).minute
            return (start, reasons[start] ?? .none)
        }
    }

    /// The facts from a sequence through the end of their group; empty beyond the log.
    private func group(from first: UInt64) throws(BookError) -> [Fact] {
        do {
            var facts: [Fact] = []
            try log.scan(Fact.self, from: first, through: .max) { page in
                for index in page.indices {
                    facts.append(page[index])
                    if !page[index].flags.contains(.groupContinues) { return false }
                }
                return true
            }
            return facts
        } catch {
            throw BookError(error)
        }
    }
}
