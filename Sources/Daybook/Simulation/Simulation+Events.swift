internal import DaybookDomain
internal import DaybookEngine

extension Simulation {
    /// Turns an event into a command, and its answer into further events.
    mutating func play(_ event: SimulatedEvent) {
        let second = event.second
        switch event.kind {
        case .contact:
            contact(at: second)
        case .answer(let conversation, let person, let channel):
            answer(conversation, person, channel, at: second)
        case .answerInWords(let conversation):
            answerInWords(conversation, at: second)
        case .sent(let reply):
            submit(
                .reportReply(reply: reply, outcome: .sent),
                at: second,
                channel: .system,
                by: .service
            ) { _, _ in }
        case .pick(let hold, let conversation, let person, let channel):
            pick(hold, conversation, person, channel, at: second)
        case .close(let conversation, let reason):
            submit(
                .close(conversation: conversation, reason: reason),
                at: second,
                channel: .desk,
                by: .staff
            ) { _, _ in }
        case .progress(let appointment, let step):
            submit(
                .progress(subject: appointment, step: step),
                at: second,
                channel: .desk,
                by: .staff
            ) { _, _ in }
        case .cancel(let appointment, let place):
            submit(
                .cancel(subject: appointment, reason: .patient),
                at: second,
                channel: .phone,
                by: .staff
            ) {
                simulation,
                receipt in
                guard receipt.refusal == nil else { return }
                simulation.free(place)
            }
        case .move(let appointment, let place):
            move(appointment, place, at: second)
        }
    }

    private mutating func contact(at second: Int) {
        let person = random.below(max(50, plan.facts / 40)) + 1
        let channel = drawChannel()
        switch channel {
        case .phone, .desk, .system:
            guard let (place, request) = choose(after: second, person) else { return }
            submit(.book(request), at: second, channel: channel, by: .staff) {
                simulation,
                receipt in
                guard receipt.refusal == nil else {
                    simulation.free(place)
                    return
                }
                simulation.booked(receipt.first, place, at: second)
            }
        case .form where random.chance(80):
            guard let (place, request) = choose(after: second, person) else { return }
            submit(
                .receiveAndBook(Incoming(.message), request),
                at: second,
                channel: channel,
                by: .patient,
                contact: person
            ) { simulation, receipt in
                guard case .accepted(let first, let count) = receipt.answer, count >= 3 else {
                    // Somebody was faster: the message stands as a request, and a person answers.
                    simulation.free(place)
                    simulation.answerLater(receipt, person, channel, after: second)
                    return
                }
                // Message, booking, confirmation; an introduction may stand before them.
                simulation.booked(first + UInt64(count) - 2, place, at: second)
            }
        default:
            submit(
                .receive(Incoming(.message)),
                at: second,
                channel: channel,
                by: .patient,
                contact: person
            ) { simulation, receipt in
                simulation.answerLater(receipt, person, channel, after: second)
            }
        }
    }

    /// Somebody answers what was recorded as a message that waits.
    private mutating func answerLater(
        _ receipt: Receipt,
        _ person: Int,
        _ channel: Channel,
        conversation: UInt64? = nil,
        after second: Int
    ) {
        guard case .accepted(let first, let count) = receipt.answer else { return }
        // The message is the last fact: an introduction may stand before it.
        var conversation = conversation ?? first + UInt64(count) - 1
        if channel != .email, channel != .form {
            // A platform's thread is one conversation for ever.
            let thread = UInt64(person) << 8 | UInt64(channel.rawValue)
            conversation = threads[thread, default: conversation]
            threads[thread] = conversation
        }
        let delay = random.longTailed(channel == .email ? 7_200 : 3_600)
        schedule(
            .answer(conversation: conversation, person: person, channel: channel),
            at: workingTime(second + Simulation.window + delay)
        )
    }

    /// Most requests get times, some get words; one in fifty is overlooked, and closed when the desk
    /// looks at what has waited for four weeks.
    private mutating func answer(
        _ message: UInt64,
        _ person: Int,
        _ channel: Channel,
        at second: Int
    ) {
        guard !random.chance(2) else {
            schedule(.close(conversation: message, .notNeeded), at: second + 28 * 86_400)
            return
        }
        guard random.chance(60), let (first, request) = choose(after: second + 86_400, person)
        else {
            answerInWords(message, at: second)
            return
        }
        free(first)
        var starts = [request.start]
        for step in 1...2 { starts.append(request.start.advanced(by: 30 * step)) }
        submit(
            .offer(conversation: message, service: request.service, starts: starts, minutes: 1_440),
            at: second,
            channel: .desk,
            by: .staff
        ) { simulation, receipt in
            guard case .accepted(let offer, let count) = receipt.answer else {
                simulation.schedule(
                    .answerInWords(conversation: message),
                    at: second + Simulation.window
                )
                return
            }
            simulation.schedule(
                .sent(reply: offer + UInt64(count) - 1),
                at: second + Simulation.window
            )
            if simulation.random.chance(70) {
                let delay = simulation.random.longTailed(5_400)
                let hold = offer + 1 + UInt64(simulation.random.below(3))
                simulation.schedule(
                    .pick(hold: hold, conversation: message, person: person, channel: channel),
                    at: second + 2 * Simulation.window + delay
                )
            }
        }
    }

    private mutating func answerInWords(_ message: UInt64, at second: Int) {
        submit(
            .respond(conversation: message, sent: false, ifHead: 0),
            at: second,
            channel: .desk,
            by: .staff
        ) {
            simulation,
            receipt in
            guard receipt.refusal == nil else { return }
            simulation.schedule(.sent(reply: receipt.first), at: second + Simulation.window)
            if simulation.random.chance(30) {
                simulation.schedule(
                    .close(conversation: message, .thanks),
                    at: second + 2 * 86_400
                )
            }
        }
    }

    private mutating func pick(
        _ hold: UInt64,
        _ conversation: UInt64,
        _ person: Int,
        _ channel: Channel,
        at second: Int
    ) {
        var incoming = Incoming(.message)
        incoming.conversation = conversation
        submit(
            .receiveAndConfirm(incoming, hold: hold),
            at: second,
            channel: channel,
            by: .patient,
            contact: person
        ) { simulation, receipt in
            guard case .accepted(let first, let count) = receipt.answer, count >= 3 else {
                // The held time ran out: a person answers.
                simulation.answerLater(
                    receipt,
                    person,
                    channel,
                    conversation: conversation,
                    after: second
                )
                return
            }
            simulation.schedule(
                .sent(reply: first + UInt64(count) - 1),
                at: second + Simulation.window
            )
        }
    }

    private mutating func move(_ appointment: UInt64, _ place: SimulatedPlace, at second: Int) {
        guard let (new, request) = choose(after: second, 0, like: place.offered) else { return }
        submit(
            .reschedule(subject: appointment, start: request.start, resource: request.resource),
            at: second,
            channel: .phone,
            by: .staff
        ) { simulation, receipt in
            simulation.free(receipt.refusal == nil ? place : new)
        }
    }

    /// What follows from a booking: most patients come, some cancel, move or stay away.
    private mutating func booked(_ appointment: UInt64, _ place: SimulatedPlace, at second: Int) {
        let start = place.day * 86_400 + place.halfHour * 1_800
        let lead = max(0, start - second - 3 * Simulation.window)
        switch random.below(100) {
        case 0..<8:
            schedule(
                .cancel(appointment: appointment, place: place),
                at: second + Simulation.window + random.below(lead + 1)
            )
        case 8..<13:
            schedule(
                .move(appointment: appointment, place: place),
                at: second + Simulation.window + random.below(lead + 1)
            )
        case 13..<18:
            schedule(
                .progress(appointment: appointment, .noShow),
                at: start + 2 * Simulation.window
            )
        default:
            schedule(.progress(appointment: appointment, .arrive), at: start - random.below(900))
            schedule(
                .progress(appointment: appointment, .checkIn),
                at: start + Simulation.window + random.below(600)
            )
            schedule(
                .progress(appointment: appointment, .fulfil),
                at: start + 2 * Simulation.window + random.below(1_800)
            )
        }
    }

    // MARK: Drawing

    private mutating func drawChannel() -> Channel {
        var rest = random.below(plan.mix.values.reduce(0, +))
        for channel in Channel.allCases {
            rest -= plan.mix[channel, default: 0]
            if rest < 0 { return channel }
        }
        return .phone
    }

    /// A free time that somebody would take: mostly soon, at most 60 days ahead.
    private mutating func choose(
        after second: Int,
        _ person: Int,
        like wanted: Int? = nil
    ) -> (SimulatedPlace, TimeRequest)? {
        let number = wanted ?? random.below(clinic.offered.count)
        let offered = clinic.offered[number]
        for _ in 0..<12 {
            let lead = 1 + min(Simulation.leadDaysMax - 1, random.longTailed(8))
            let day = second / 86_400 + lead
            guard day % 7 < 5 else { continue }
            let resource = offered.team.lowerBound + random.below(offered.team.count)
            let skip = random.below(SimulatedClinic.openHalfHours.count)
            guard
                let half = diary.take(
                    resource: resource,
                    day: day,
                    halfHours: offered.halfHours,
                    from: skip
                )
            else { continue }
            let wall = WallTime(
                date: plan.start.advanced(by: day),
                minuteOfDay: half * 30
            )
            let place = SimulatedPlace(
                offered: number,
                resource: resource,
                day: day,
                halfHour: half
            )
            let request = TimeRequest(
                service: offered.service,
                resource: UInt16(resource),
                start: clinic.zone.instant(for: wall).minute,
                party: person == 0 ? 0 : key(person)
            )
            return (place, request)
        }
        return nil
    }

    private mutating func free(_ place: SimulatedPlace) {
        diary.free(
            resource: place.resource,
            day: place.day,
            halfHour: place.halfHour,
            halfHours: clinic.offered[place.offered].halfHours
        )
    }

    /// Answers are written from 8 to 18 on working days: a later one waits for the next morning.
    private func workingTime(_ second: Int) -> Int {
        var second = second
        let hour = second % 86_400 / 3_600
        if hour < 8 { second = second / 86_400 * 86_400 + 8 * 3_600 + second % 3_600 }
        if hour >= 18 { second = (second / 86_400 + 1) * 86_400 + 8 * 3_600 + second % 3_600 }
        while second / 86_400 % 7 >= 5 { second += 86_400 }
        return second
    }
}
