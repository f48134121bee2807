import DaybookDomain
import Testing

@Suite("Scheduling in any zone, while the clinic changes, against the naive reference")
struct WideReferenceTests {
    @Test(
        "every answer and every list of free starts is the naive scheduler's",
        .enabled(if: !ZoneFiles.names.isEmpty, "needs a zone database"),
        arguments: 0..<24
    )
    func agrees(block: UInt64) throws {
        for seed in (500_000 + block * 30)..<(500_000 + block * 30 + 30) {
            var world = try World(seed: seed, isWide: true)
            for step in 0..<45 {
                try world.step()
                guard step % 15 == 14 else { continue }
                for service in UInt16(1)...3 {
                    let start = world.start()
                    let window = start..<(start + 45)
                    let range = Minute(Int32(start))..<Minute(Int32(start + 45))
                    let offered = world.diary.offered(service, range).map { Int($0.value) }
                    let expected = world.naive.starts(service, in: window)
                    #expect(offered == expected, "seed \(seed), step \(step), service \(service)")
                }
            }
        }
    }

    @Test(
        "in every state each offered start books, and what is not offered is refused",
        .enabled(if: !ZoneFiles.names.isEmpty, "needs a zone database"),
        arguments: 0..<8
    )
    func offeredIsAccepted(block: UInt64) throws {
        var books = 0
        for seed in (700_000 + block * 6)..<(700_000 + block * 6 + 6) {
            var world = try World(seed: seed, isWide: true)
            for step in 0..<30 {
                try world.step()
                let service = UInt16.random(in: 1...3, using: &world.random)
                let resource: UInt16 =
                    Int.random(in: 0..<4, using: &world.random) == 0
                    ? .random(in: 1...4, using: &world.random) : 0
                let from = world.diary.now.minute.advanced(
                    by: .random(in: -60...5 * 1_440, using: &world.random)
                )
                let horizon = from..<from.advanced(by: 1_440)
                let offered = world.diary.offered(service, horizon, resource: resource)
                for start in offered {
                    let request = TimeRequest(service: service, resource: resource, start: start)
                    let reason = world.diary.reason(.book(request))
                    #expect(reason == .none, "seed \(seed), step \(step), \(request)")
                }
                books += offered.count
                let isOffered = Set(offered)
                for _ in 0..<40 {
                    let start = Minute(
                        .random(
                            in: horizon.lowerBound.value..<horizon.upperBound.value,
                            using: &world.random
                        )
                    )
                    guard !isOffered.contains(start) else { continue }
                    let request = TimeRequest(service: service, resource: resource, start: start)
                    let reason = world.diary.reason(.book(request))
                    #expect(reason.isRefusal, "seed \(seed), step \(step), \(request)")
                }
            }
        }
        #expect(books > 100, "\(books) starts were offered at all")
    }
}
