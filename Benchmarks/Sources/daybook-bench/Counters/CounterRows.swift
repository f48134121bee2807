import Daybook
import Foundation

/// What is counted, on a small log: the figures are those of a large one, a fact for a fact.
enum CounterRows {
    /// Facts of the simulated log.
    static let facts = 200_000

    static let all: [Counter] = [
        Counter("replay of both projections: allocations for a thousand facts") { bench in
            let simulated = try bench.simulated()
            let book = try simulated.book()
            let counted = try Counter.allocations(rounds: 3) { _ in
                var projections = BookProjections()
                try demand(try book.replay(&projections) == simulated.head.sequence, "not all")
            }
            return (counted * 1_000 / Double(simulated.head.sequence)).rounded()
        },
        Counter("first five starts of one calendar: allocations") { bench in
            let diary = try await bench.diary()
            let week = diary.window.lowerBound..<diary.window.lowerBound.advanced(by: 7 * 1_440)
            return try Counter.allocations { number in
                let free = try diary.book.freeSlots(
                    service: diary.visit,
                    in: week,
                    resource: diary.practitioners[number],
                    count: 5
                )
                try demand(free.count == 5, "\(free.count) starts")
            }
        },
        Counter("month view over 50 practitioners: allocations") { bench in
            let diary = try await bench.diary()
            let month = diary.window.lowerBound..<diary.window.lowerBound.advanced(by: 30 * 1_440)
            return try Counter.allocations { _ in
                let counts = try diary.book.freeCounts(service: diary.team, in: month)
                try demand(counts.count == 22, "\(counts.count) days")
            }
        },
        Counter("decide one booking: allocations") { bench in
            let desk = try await DecisionRows.Desk(bench)
            return try Counter.allocations { number in
                let decision = try Decider.decide(
                    .book(desk.requests[number]),
                    in: desk.context,
                    given: desk.state
                )
                try demand(decision.facts.count == 1, "\(decision.facts.count) facts")
            }
        },
        Counter("a mail of two base64 parts read: allocations") { _ in
            let file = Place.fixtures("mail/gmail-app-german.eml")
            let mail = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
            let adapter = EmailAdapter(addresses: ["praxis@example.com"])
            return try Counter.allocations { _ in
                let reading = try adapter.read(
                    RawMessage(channel: .email, body: mail, receivedAt: SampleClinic.start)
                )
                try demand(reading.count == 1, "\(reading.count) contacts in a mail")
            }
        },
        Counter("response-time report by channel: allocations") { bench in
            let book = try bench.simulated().book()
            return try Counter.allocations { _ in
                try demand(!(try book.responseTimes(by: .channel)).isEmpty, "an empty report")
            }
        },
        Counter("a thousand bookings in one call: commits") { bench in
            let path = try bench.fresh("counters")
            defer { bench.remove(path) }
            let book = try await SampleClinic.open(at: path, hours: SampleClinic.longHours)
            let before = try book.head()
            let service = try book.clinic().number(ofService: "any")
            let commands = try (1...100).flatMap { number in
                let resource = try book.clinic().number(ofResource: "dr-\(number)")
                return (0..<10).map { half in
                    Command.book(
                        TimeRequest(
                            service: service,
                            resource: resource,
                            start: SampleClinic.midnight.advanced(by: 1_440 + 600 + half * 30)
                        )
                    )
                }
            }
            for result in try await book.submit(commands) {
                try demand(try result.get().refusal == nil, "a free time was refused")
            }
            let after = try book.head()
            try demand(after.sequence - before.sequence == 1_000, "not a fact for each")
            return Double(after.commit - before.commit)
        },
        Counter("the simulated log: bytes of disk a fact") { bench in
            let simulated = try bench.simulated()
            let used = try simulated.book().usage().usedBytes
            return (Double(used) / Double(simulated.head.sequence)).rounded()
        },
        Counter("its snapshot: bytes for a thousand facts") { bench in
            let simulated = try bench.simulated()
            let saved = try simulated.book().saveSnapshot()
            try demand(saved?.position == simulated.head.sequence, "no snapshot of the end")
            let bytes = Double(saved?.byteCount ?? 0)
            return (bytes * 1_000 / Double(simulated.head.sequence)).rounded()
        },
    ]
}
