import Daybook
import DaybookTesting
import Testing

@Suite("Explaining a time as of any position")
struct ExplainBookTests {
    @Test("agrees with the free times of a replay to that position, wherever", arguments: 0..<4)
    func anyPosition(seed: UInt64) throws {
        let temporary = try TemporaryBook(start: Instant(milliseconds: 0))
        var plan = SimulationPlan(seed: seed, facts: 1_500)
        plan.resources = 4
        plan.weeks = 3
        let path = temporary.directory + "/weeks"
        _ = try Book.simulate(at: path, plan)
        let book = try Book(opening: path)
        let facts = try book.facts(from: 1, through: .max)
        var random = SplitMix(seed: seed)
        var offered = 0
        for _ in 0..<12 {
            let fact = try #require(facts.randomElement(using: &random))
            let now = fact.recordedAt
            let past = try book.replay(fromSnapshot: BookProjections.self, through: fact.sequence)
            let view = try book.view(at: fact.sequence)
            for service in past.projection.slots.state.clinic.services.prefix(2) {
                let from = now.minute.advanced(by: .random(in: 0...6_000, using: &random))
                let window = from..<from.advanced(by: 240)
                let free = past.projection.slots.freeSlots(
                    service: service.number,
                    in: window,
                    now: now
                )
                for minutes in stride(from: 0, to: 240, by: 15) {
                    let start = Minute((from.value / 15 + 1) * 15).advanced(by: minutes)
                    guard window.contains(start) else { continue }
                    let explanation = try book.explain(
                        service: service.number,
                        at: start,
                        in: view
                    )
                    let isFree = free.contains { $0.start == start }
                    #expect(explanation.isOffered == isFree, "seed \(seed), \(fact.sequence)")
                    #expect(explanation.position == fact.sequence)
                    #expect(explanation.now == now)
                    if isFree { offered += 1 }
                    for member in explanation.groups.flatMap(\.members) {
                        for sequence in member.obstacles.flatMap(\.facts) {
                            #expect(sequence <= fact.sequence, "no fact of later")
                        }
                    }
                }
            }
        }
        #expect(offered > 10)
    }
}
