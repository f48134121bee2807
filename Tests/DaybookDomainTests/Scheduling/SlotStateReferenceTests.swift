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

    @Test(
        "where a booked visit can be moved is listed exactly where it is accepted",
        arguments: [false, true],
        0..<8
    )
    func moves(isWide: Bool, block: UInt64) throws {
        var compared = 0
        var intoOwnTime = 0
        for seed in (block * 60)..<(block * 60 + 60) {
            var world = try World(seed: seed, isWide: isWide)
            for _ in 0..<40 { try world.step() }
            for subject in Set(world.diary.facts.map(\.subject)).sorted() {
                let visit = Appointment(history: world.diary.history(of: subject))
                guard visit.status(asOf: world.diary.now) == .booked,
                    let own = visit.footprints.first, compared < 100,
                    let service = world.diary.state.clinic.service(visit.service)
                else { continue }
                let resource: UInt16 =
                    Int.random(in: 0..<3, using: &world.random) == 0 ? own.resource : 0
                let first = own.start.advanced(by: -.random(in: 0...400, using: &world.random))
                let window = first..<first.advanced(by: 500)
                let listed = world.diary.state.starts(
                    moving: visit.footprints,
                    of: service,
                    in: window,
                    resource: resource,
                    now: world.diary.now
                ).map(\.start)
                let accepted = (window.lowerBound.value..<window.upperBound.value).map {
                    Minute($0)
                }.filter {
                    let move = Command.reschedule(
                        subject: subject,
                        start: $0,
                        resource: resource
                    )
                    return world.diary.reason(move) == .none
                }
                #expect(listed == accepted, "seed \(seed), visit \(subject)")
                compared += 1
                let taken = own.start..<own.start.advanced(by: Int(own.length))
                intoOwnTime += listed.count { taken.contains($0) }
            }
        }
        #expect(compared > 10)
        #expect(intoOwnTime > 0)
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
        let state = world.diary.state
        guard let known = state.clinic.service(service) else { return }
        let counts = state.countsByResource(of: known, in: range, now: world.diary.now)
        #expect(counts.map(\.resource) == Set(known.groups.flatMap(\.resources)).sorted())
        for (resource, count) in counts {
            let starts = world.naive.starts(service, in: window, resource: resource)
            #expect(count == starts.count, "seed \(seed), service \(service), resource \(resource)")
        }
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
