import DaybookDomain
import Testing

@Suite("A resource's calendar, and sequences of services")
struct CalendarTests {
    @Test(
        "periods follow each other without gaps, and say of every minute what it is",
        arguments: 0..<8
    )
    func periods(block: UInt64) throws {
        for seed in (30_000 + block * 15)..<(30_000 + block * 15 + 15) {
            var world = try World(seed: seed)
            for _ in 0..<40 { try world.step() }
            let number = UInt16.random(
                in: 1...UInt16(world.naive.resources.count),
                using: &world.random
            )
            let from = world.first.advanced(by: .random(in: 0..<3_000, using: &world.random))
            let window = from..<from.advanced(by: .random(in: 1...2_000, using: &world.random))
            let periods = world.diary.state.periods(of: number, in: window, now: world.diary.now)
            var next = window.lowerBound
            var last: CalendarPeriod.State?
            for period in periods {
                #expect(period.minutes.lowerBound == next && period.length > 0, "seed \(seed)")
                #expect(period.state != last, "seed \(seed): one period in two pieces")
                for minute in period.minutes.lowerBound.value..<period.minutes.upperBound.value {
                    let expected = world.naive.state(of: number, at: Int(minute))
                    guard period.state != expected else { continue }
                    Issue.record("seed \(seed), minute \(minute): \(period.state), not \(expected)")
                    return
                }
                (next, last) = (period.minutes.upperBound, period.state)
            }
            #expect(next == window.upperBound, "seed \(seed)")
        }
    }

    @Test("a sequence is the earliest that booking one after the other finds", arguments: 0..<8)
    func sequence(block: UInt64) throws {
        var found = 0
        for seed in (40_000 + block * 20)..<(40_000 + block * 20 + 20) {
            var world = try World(seed: seed)
            for _ in 0..<25 { try world.step() }
            for _ in 0..<4 {
                let services = (0..<Int.random(in: 1...3, using: &world.random)).map { _ in
                    UInt16.random(in: 1...3, using: &world.random)
                }
                let gap = [0, 15, 60].randomElement(using: &world.random) ?? 0
                let from = Minute(Int32(world.start()))
                let window = from..<from.advanced(by: 150)
                let sequence = world.diary.state.earliestSequence(
                    services,
                    in: window,
                    gap: gap,
                    now: world.diary.now
                )
                let expected = try Self.book(services[...], in: window, gap: gap, world.diary)
                #expect(sequence == expected, "seed \(seed), \(services), gap \(gap), from \(from)")
                if sequence != nil { found += 1 }
            }
        }
        #expect(found > 3, "\(found) sequences were found at all")
    }

    /// Tries every start in order, and really books what comes before.
    private static func book(
        _ services: ArraySlice<UInt16>,
        in window: Range<Minute>,
        gap: Int,
        _ diary: Diary
    ) throws -> [[Footprint]]? {
        guard let number = services.first, let service = diary.state.clinic.service(number) else {
            return []
        }
        for start in diary.accepted(number, window) {
            var after = diary
            let facts = try after.perform(.book(TimeRequest(service: number, start: start)))
            let end = start.advanced(by: Int(service.duration))
            let next = end..<end.advanced(by: gap + 1)
            if let rest = try book(services.dropFirst(), in: next, gap: gap, after) {
                return [facts.map { Footprint(of: $0) }] + rest
            }
        }
        return nil
    }

    @Test("buffers between two services of one person count")
    func buffers() throws {
        var clinic = SmallClinic()
        clinic.service.bufferAfter = 10
        var second = clinic.service
        second.number = 2
        second.bufferBefore = 5
        clinic.more = [second]
        let diary = try clinic.diary(at: "2026-05-04T08:00:00Z")
        let day = diary.now.minute..<diary.now.minute.advanced(by: 600)
        func starts(gap: Int) -> [Int] {
            let found = diary.state.earliestSequence([1, 2], in: day, gap: gap, now: diary.now)
            return (found ?? []).compactMap { $0.first.map { Int($0.start.value) } }
        }
        let eight = Int(diary.now.minute.value)
        #expect(starts(gap: 0).isEmpty)
        #expect(starts(gap: 15) == [eight, eight + 45])
        let none = diary.state.earliestSequence([1, 9], in: day, gap: 15, now: diary.now)
        #expect(none == nil)
        let nothing = diary.state.earliestSequence([], in: day, gap: 15, now: diary.now)
        #expect(nothing == nil)
    }
}

extension NaiveScheduler {
    /// What a minute of a resource is, asked of the lists.
    func state(of resource: UInt16, at minute: Int) -> CalendarPeriod.State {
        let live = visits.filter { visit in
            visit.isLive(now)
                && visit.uses.contains { $0.resource == resource && $0.whole.contains(minute) }
        }
        if live.contains(where: { $0.status != .pending }) { return .busy }
        let isBlocked = blocks.contains {
            $0.resource == resource && !$0.isLifted && $0.minutes.contains(minute)
        }
        if isBlocked { return .blocked }
        if !live.isEmpty { return .tentative }
        let index = minute - origin
        let isOpen = open.contains { spot, minutes in
            spot.resource == resource && minutes.indices.contains(index) && minutes[index]
        }
        return isOpen ? .free : .closed
    }
}
