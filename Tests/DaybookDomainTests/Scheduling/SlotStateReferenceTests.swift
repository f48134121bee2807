import DaybookDomain
import Testing

@Suite("Scheduling against a naive reference")
struct SlotStateReferenceTests {
    @Test("every answer and every list of free starts is the naive scheduler's", arguments: 0..<50)
    func agrees(block: UInt64) throws {
        for seed in (block * 40)..<(block * 40 + 40) {
            var world = try World(seed: seed)
            for step in 0..<40 {
                try world.step()
                if step % 13 == 12 { compare(&world, seed) }
            }
            // The whole of it again from the facts alone.
            let isSame = refold(world.diary) == words(world.diary.state)
            #expect(isSame, "seed \(seed)")
        }
    }

    /// What is offered, what the naive scheduler lists and what `book` accepts: one and the same.
    private func compare(_ world: inout World, _ seed: UInt64) {
        let service = UInt16.random(in: 1...3, using: &world.random)
        let resource: UInt16 =
            Int.random(in: 0..<3, using: &world.random) == 0
            ? .random(in: 1...4, using: &world.random) : 0
        let start = world.start()
        let window = start..<(start + 90)
        let range = Minute(Int32(window.lowerBound))..<Minute(Int32(window.upperBound))
        let offered = world.diary.offered(service, range, resource: resource).map { Int($0.value) }
        let expected = world.naive.starts(service, in: window, resource: resource)
        #expect(offered == expected, "seed \(seed), service \(service), resource \(resource)")
        let accepted = world.diary.accepted(service, range, resource: resource)
        #expect(offered == accepted.map { Int($0.value) }, "seed \(seed)")
    }

    private func words(_ state: SlotState) -> [UInt64] {
        var words: [UInt64] = []
        state.forEachWord { words.append($0) }
        return words
    }

    private func refold(_ diary: Diary) -> [UInt64] {
        var state = SlotState()
        for fact in diary.facts { state.apply(fact) { diary.bodies[fact.sequence] } }
        return words(state)
    }
}
