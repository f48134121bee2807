extension Decider {
    /// Says what becomes of an appointment under newer zone rules: an explicit event, since the
    /// recorded instant counts until somebody decides.
    ///
    /// To keep the wall time the new instant must be free; otherwise the appointment has to be
    /// moved by hand.
    static func reresolve(
        _ keep: ZoneDecision,
        _ context: DecisionContext,
        _ state: borrowing SlotState,
        _ history: [Fact]
    ) throws(Refusal) -> Decision {
        let appointment = try live(.booked, context, history)
        let service = try service(appointment.service, state)
        guard let start = appointment.footprints.first?.start,
            let shift = state.clinic.shift(of: appointment)
        else { throw Refusal(.unchanged, cause: appointment.head) }
        let minutes = keep == .wallTime ? shift : 0
        var footprints = appointment.footprints
        for index in footprints.indices {
            footprints[index].start = footprints[index].start.advanced(by: minutes)
        }
        if minutes != 0 {
            for footprint in footprints {
                try state.check(
                    footprint,
                    of: service,
                    now: context.now,
                    ignoring: appointment.footprints
                )
            }
        }
        var decision = freeing(.timeReleased, appointment, reason: .zoneRules, context)
        let detail = state.clinic.zoneDetail(
            of: footprints,
            for: appointment.service,
            at: start.advanced(by: minutes)
        )
        for footprint in footprints {
            var fact = context.fact(.timeReresolved, offset: decision.facts.count)
            fill(&fact, from: appointment, footprint)
            fact.reason = minutes == 0 ? .zoneRules : .moved
            fact.detail = detail
            decision.append(fact)
        }
        return decision
    }
}

extension Clinic {
    /// By how many minutes an appointment's instant moves if it keeps the wall time it was told,
    /// or `nil` if it was told by the rules in force.
    package func shift(of appointment: Appointment) -> Int? {
        guard let first = appointment.footprints.first, appointment.zone != 0,
            let place = location(ofResource: first.resource, for: appointment.service),
            place.zone != appointment.zone, let zone = zone(place.zone)
        else { return nil }
        let offset = Int64(appointment.offsetMinutes) * 60_000
        let told = WallTime(
            wallSeconds: (first.start.instant.milliseconds + offset) / 1_000
        )
        let now = zone.rules.instant(for: told).minute
        return Int(now.value) - Int(first.start.value)
    }
}
