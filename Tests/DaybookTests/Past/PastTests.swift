import Daybook
import DaybookTesting
import Testing

@Suite("Looking into the past")
struct PastTests {
    private func simulated(seed: UInt64) throws -> (TemporaryBook, Book) {
        let temporary = try TemporaryBook(start: Instant(milliseconds: 0))
        var plan = SimulationPlan(seed: seed, facts: 3_000)
        plan.resources = 10
        plan.weeks = 3
        _ = try Book.simulate(at: temporary.directory + "/a", plan)
        return (temporary, try Book(opening: temporary.directory + "/a"))
    }

    private func digest(_ projection: some Projection) -> String {
        var digest = Digest()
        projection.digest(into: &digest)
        return digest.hex
    }

    @Test("at every position the view knows exactly the facts through it", arguments: [3, 4])
    func views(seed: UInt64) throws {
        let (temporary, book) = try simulated(seed: seed)
        try withExtendedLifetime(temporary) {
            let end = try book.head().sequence
            try book.saveSnapshot()
            for eighth in 0...8 {
                let position = end * UInt64(eighth) / 8
                var slots = SlotAvailability()
                var responses = ResponseTimes()
                if position > 0 {
                    try book.replay(&slots, through: position)
                    try book.replay(&responses, through: position)
                }
                let view = try book.view(at: position)
                #expect(view.position == position)
                #expect(digest(view.slots) == digest(slots), "seed \(seed), position \(position)")
                #expect(digest(view.responses) == digest(responses))
                let newest = try book.facts(from: max(1, position), through: position).last
                #expect(view.now == newest?.recordedAt ?? Instant(milliseconds: 0))
            }
            #expect(try book.view(at: .max).position == end)
        }
    }

    @Test("as of an instant, the view knows what was recorded by then")
    func instants() throws {
        let (temporary, book) = try simulated(seed: 5)
        try withExtendedLifetime(temporary) {
            let facts = try book.facts(from: 1, through: .max)
            let middle = facts[facts.count / 2]
            let view = try book.view(asOf: middle.recordedAt)
            #expect(view.now == middle.recordedAt)
            let last = facts.last { $0.recordedAt <= middle.recordedAt }
            #expect(view.position == last?.sequence)
        }
    }

    @Test("a difference tells each thing once, as it was and as it is")
    func difference() async throws {
        let start = try #require(Instant(rfc3339: "2026-11-23T07:00:00Z"))
        let temporary = try TemporaryBook(start: start)
        let book = try temporary.open()
        try await book.configure(try EndToEndTests.sample(), actor: "anna")
        let service = try #require(try book.clinic().service(key: "check-up"))
        let window = start.minute..<start.minute.advanced(by: 3 * 1_440)
        func reserve(_ place: Int) async throws -> UInt64 {
            let free = try book.freeSlots(service: service.number, in: window)
            let receipt = try await book.submit(
                .book(TimeRequest(service: service.number, start: free[place].start))
            )
            return receipt.first
        }
        let moved = try await reserve(0)
        let kept = try await reserve(1)
        let before = try book.head().sequence
        #expect(try book.changes(from: before, through: .max).isEmpty)
        let free = try book.freeSlots(service: service.number, in: window)
        let target = try #require(free.last)
        try await book.submit(
            .reschedule(subject: moved, start: target.start, resource: target.resource)
        )
        let made = try await reserve(2)
        try await book.submit(.cancel(subject: made, reason: .patient))
        let changes = try book.changes(from: before, through: .max)
        #expect(changes.map(\.subject) == [moved, made])
        guard case .appointment(let was?, let now) = changes[0].what,
            case .appointment(nil, let cancelled) = changes[1].what
        else {
            Issue.record("two appointments changed: \(changes)")
            return
        }
        #expect(was.footprints.first?.start != target.start)
        #expect(now.footprints.first?.start == target.start)
        #expect(cancelled.status == .cancelled)
        #expect(!changes.contains { $0.subject == kept })
        let all = try book.changes(from: 0, through: .max)
        #expect(all.count { if case .clinic = $0.what { true } else { false } } > 5)
    }
}
