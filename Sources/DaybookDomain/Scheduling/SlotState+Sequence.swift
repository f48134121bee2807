extension SlotState {
    /// The most services of one sequence.
    public static let sequenceMax = 8
    /// The most states tried before a search for a sequence gives up.
    static let sequenceStepsMax = 2_000

    /// The earliest time at which several services can be had one after the other, in this order.
    ///
    /// Each is looked for in the state in which those before it are booked: so buffers between
    /// them count, and whoever books them in order gets them all.
    ///
    /// - Parameters:
    ///   - numbers: The services' numbers, 1 to ``sequenceMax`` of them.
    ///   - window: The minutes to look at; cut to notice, horizon and ``windowDaysMax``.
    ///   - gap: The most minutes between one's end and the next one's start.
    ///   - now: The instant that notice, horizon and holds are compared with.
    /// - Returns: What each would take, in order; `nil` if they can't be had in the window, or if
    ///   that was not found within a bounded search.
    /// - Complexity: O(starts × states tried), at most ``sequenceStepsMax`` states.
    package func earliestSequence(
        _ numbers: [UInt16],
        in window: Range<Minute>,
        gap: Int,
        now: Instant
    ) -> [[Footprint]]? {
        guard (1...SlotState.sequenceMax).contains(numbers.count) else { return nil }
        var services: [Service] = []
        for number in numbers {
            guard let service = clinic.service(number) else { return nil }
            services.append(service)
        }
        var steps = 0
        return sequence(services[...], in: window, gap: max(0, gap), now: now, &steps)
    }

    private func sequence(
        _ services: ArraySlice<Service>,
        in window: Range<Minute>,
        gap: Int,
        now: Instant,
        _ steps: inout Int
    ) -> [[Footprint]]? {
        guard let service = services.first else { return [] }
        let rest = services.dropFirst()
        let candidates = starts(of: service, in: window, now: now)
        // Where the next can't follow on its own, it can't follow a booking either.
        let following = rest.first.map { next in
            let length = Int(service.duration)
            let later =
                window.lowerBound.advanced(
                    by: length
                )..<window.upperBound
                .advanced(by: length + gap)
            return starts(of: next, in: later, now: now)
        }
        var minute = candidates.first
        while let start = minute {
            minute = candidates.first(atOrAfter: start.advanced(by: 1))
            let end = start.advanced(by: Int(service.duration))
            let next = end..<end.advanced(by: gap + 1)
            if let following, following.count(in: next) == 0 { continue }
            steps += 1
            guard steps <= SlotState.sequenceStepsMax else { return nil }
            guard let taken = try? allot(service, at: start, resource: 0, now: now) else {
                continue
            }
            if rest.isEmpty { return [taken] }
            var after = self
            after.take(taken, for: service.number)
            if let found = after.sequence(rest, in: next, gap: gap, now: now, &steps) {
                return [taken] + found
            }
        }
        return nil
    }

    /// Books, in a state that is only asked what would be free after it.
    private mutating func take(_ footprints: [Footprint], for service: UInt16) {
        for footprint in footprints {
            var fact = Fact(.appointmentBooked)
            fact.recordedAt = recordedAt
            fact.service = service
            // It becomes of no hold: it takes a turn, where the service takes turns.
            fact.cause = 1
            footprint.write(into: &fact)
            apply(fact) { nil }
        }
    }
}
