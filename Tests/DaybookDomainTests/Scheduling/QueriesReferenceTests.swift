import DaybookDomain
import Testing

@Suite("Every other question, against the naive reference")
struct QueriesReferenceTests {
    @Test("the next free time with each resource", arguments: 0..<10)
    func nextFree(block: UInt64) throws {
        var found = 0
        for seed in (200_000 + block * 8)..<(200_000 + block * 8 + 8) {
            var world = try World(seed: seed)
            for _ in 0..<30 { try world.step() }
            for number in UInt16(1)...3 {
                let service = try #require(world.diary.state.clinic.service(number))
                let start = world.start()
                let window = start..<(start + 240)
                let next = world.diary.state.nextFree(
                    of: service,
                    in: Minute(Int32(start))..<Minute(Int32(start + 240)),
                    now: world.diary.now
                )
                let expected = world.naive.nextFree(number, in: window)
                #expect(
                    next.map { [Int($0.start.value), Int($0.resource)] }
                        == expected.map { [$0.start, Int($0.resource)] },
                    "seed \(seed), service \(number), from \(start)"
                )
                found += next.count
            }
        }
        #expect(found > 0, "nothing was found at all")
    }

    @Test("the earliest time for several services in a row", arguments: 0..<8)
    func sequence(block: UInt64) throws {
        var found = 0
        for seed in (210_000 + block * 12)..<(210_000 + block * 12 + 12) {
            var world = try World(seed: seed)
            for _ in 0..<25 { try world.step() }
            for _ in 0..<3 {
                let services = (0..<Int.random(in: 2...3, using: &world.random)).map { _ in
                    UInt16.random(in: 1...3, using: &world.random)
                }
                let gap = [0, 15, 45].randomElement(using: &world.random) ?? 0
                let start = world.start()
                let sequence = world.diary.state.earliestSequence(
                    services,
                    in: Minute(Int32(start))..<Minute(Int32(start + 150)),
                    gap: gap,
                    now: world.diary.now
                )
                let expected = world.naive.sequence(
                    services[...],
                    in: start..<(start + 150),
                    gap: gap
                )
                #expect(
                    sequence?.map { $0.map { [Int($0.start.value), Int($0.resource)] } }
                        == expected?.map { $0.map { [$0.start, Int($0.resource)] } },
                    "seed \(seed), \(services), gap \(gap), from \(start)"
                )
                if sequence != nil { found += 1 }
            }
        }
        #expect(found > 0, "nothing was found at all")
    }

    @Test("as of a past position, the same answers as were given then", arguments: 0..<8)
    func asOf(block: UInt64) throws {
        struct Answer {
            var position: Int
            var now: Instant
            var service: UInt16
            var window: Range<Int>
            var starts: [Int]
        }
        var asked = 0
        for seed in (220_000 + block * 8)..<(220_000 + block * 8 + 8) {
            var world = try World(seed: seed, isWide: true)
            var answers: [Answer] = []
            for step in 0..<48 {
                try world.step()
                guard step % 8 == 7 else { continue }
                let service = UInt16.random(in: 1...3, using: &world.random)
                let start = world.start()
                let window = start..<(start + 90)
                answers.append(
                    Answer(
                        position: world.diary.facts.count,
                        now: world.diary.now,
                        service: service,
                        window: window,
                        starts: world.naive.starts(service, in: window)
                    )
                )
            }
            for answer in answers {
                var then = Diary(at: answer.now)
                for fact in world.diary.facts.prefix(answer.position) {
                    then.record(fact, body: world.diary.bodies[fact.sequence])
                }
                let range =
                    Minute(
                        Int32(answer.window.lowerBound)
                    )..<Minute(Int32(answer.window.upperBound))
                let starts = then.offered(answer.service, range).map { Int($0.value) }
                #expect(starts == answer.starts, "seed \(seed), position \(answer.position)")
                asked += starts.count
            }
        }
        #expect(asked > 0, "nothing was free at all")
    }
}
