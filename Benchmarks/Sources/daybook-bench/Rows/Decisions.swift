import Daybook

/// Deciding in memory: the domain alone, without a log.
enum DecisionRows {
    static let all: [Measurement] = [
        Measurement(
            "decide one booking in memory",
            "ns",
            moreIsBetter: false,
            reach: [.atMost(500)]
        ) { bench in
            let desk = try await Desk(bench)
            let seconds = try Stopwatch.secondsPerCall { number in
                let decision = try Decider.decide(
                    .book(desk.requests[number % desk.requests.count]),
                    in: desk.context,
                    given: desk.state
                )
                try demand(decision.facts.count == 1, "\(decision.facts.count) facts")
            }
            return Measured(seconds * 1e9)
        },
        Measurement(
            "decide and fold a hold and its confirmation",
            "ns",
            moreIsBetter: false,
            reach: [.atMost(1_000)]
        ) { bench in
            let desk = try await Desk(bench)
            var taken: [Double] = []
            for _ in 0..<7 { taken.append(try holdAndConfirm(desk)) }
            return Measured(Stopwatch.median(taken) * 1e9, note: "two decisions")
        },
    ]

    /// Seconds for each of the requests, all of them held and then booked in a copy of the state.
    private static func holdAndConfirm(_ desk: Desk) throws -> Double {
        var state = desk.state
        var context = desk.context
        let first = context.next
        let seconds = try Stopwatch.seconds {
            for request in desk.requests {
                let held = try Decider.decide(
                    .hold(request, minutes: 10),
                    in: context,
                    given: state
                )
                for fact in held.facts { state.apply(fact) { nil } }
                context.next += UInt64(held.facts.count)
                let booked = try Decider.decide(
                    .confirmHold(subject: held.facts[0].subject, party: 1),
                    in: context,
                    given: state,
                    history: held.facts
                )
                for fact in booked.facts { state.apply(fact) { nil } }
                context.next += UInt64(booked.facts.count)
            }
        }
        try demand(
            context.next - first == UInt64(desk.requests.count * 2),
            "not all were held and booked"
        )
        return seconds / Double(desk.requests.count)
    }

    /// The diary's state out of its log, and times that are free in it.
    struct Desk {
        var state: SlotState
        let context: DecisionContext
        let requests: [TimeRequest]

        init(_ bench: Bench) async throws {
            let diary = try await bench.diary()
            var slots = SlotAvailability()
            let last = try diary.book.replay(&slots)
            state = slots.state
            state.prepareOpenTime(around: SampleClinic.start)
            context = DecisionContext(
                now: SampleClinic.start,
                occurredAt: SampleClinic.start,
                channel: .desk,
                actor: .staff,
                next: last + 1
            )
            requests = try diary.practitioners.flatMap { resource in
                try diary.book.freeSlots(
                    service: diary.any,
                    in: diary.window,
                    resource: resource,
                    count: 20
                ).map {
                    TimeRequest(service: diary.any, resource: resource, start: $0.start, party: 1)
                }
            }
            try demand(requests.count == 4_000, "only \(requests.count) free times")
        }
    }
}
