import Daybook
import DaybookTesting
import Testing

@Suite("The simulated clinic")
struct SimulationTests {
    private func play(_ seed: UInt64, in temporary: TemporaryBook, _ name: String) throws
        -> BookHead
    {
        var plan = SimulationPlan(seed: seed, facts: 4_000)
        plan.resources = 20
        plan.weeks = 4
        return try Book.simulate(at: temporary.directory + "/" + name, plan)
    }

    @Test("one seed gives one log, another seed another")
    func determinism() throws {
        let temporary = try TemporaryBook(start: Instant(milliseconds: 0))
        let first = try play(7, in: temporary, "a")
        let again = try play(7, in: temporary, "b")
        let other = try play(8, in: temporary, "c")
        #expect(first == again)
        #expect(first.digest != other.digest)
        #expect(first.sequence >= 4_000)
    }

    @Test("nobody is booked twice, and waits are conserved")
    func invariants() throws {
        let temporary = try TemporaryBook(start: Instant(milliseconds: 0))
        _ = try play(11, in: temporary, "a")
        let book = try Book(opening: temporary.directory + "/a")
        var taken: [UInt16: Set<Int32>] = [:]
        for fact in try book.facts(from: 1, through: .max) {
            let shown = fact.start.value..<(fact.start.value + Int32(fact.length))
            switch fact.kind {
            case .appointmentBooked, .appointmentRescheduled:
                for minute in shown {
                    let isNew = taken[fact.resource, default: []].insert(minute).inserted
                    #expect(isNew, "fact \(fact.sequence) books minute \(minute) twice")
                }
            case .timeReleased, .appointmentCancelled:
                for minute in shown { taken[fact.resource]?.remove(minute) }
            default: break
            }
        }
        #expect(taken.count > 5)
        let row = try #require(try book.responseTimes(by: .total).first)
        #expect(row.begun == row.answered + row.automatic + row.waiting + row.notNeeded)
        #expect(row.answered > 50)
        #expect(row.automatic > 50)
    }
}
