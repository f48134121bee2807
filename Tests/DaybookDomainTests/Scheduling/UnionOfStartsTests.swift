import DaybookDomain
import Testing

/// The starts that several calendars have between them, in one pass each, against a look at every
/// minute.
@Suite("The starts of several calendars")
struct UnionOfStartsTests {
    /// One calendar as lists of flags.
    private struct Calendar {
        var open: Set<Int> = []
        var taken: Set<Int> = []

        func hasStart(at minute: Int, open length: Int, free: Int) -> Bool {
            (minute..<minute + length).allSatisfy(open.contains)
                && (minute..<minute + free).allSatisfy { !taken.contains($0) }
        }
    }

    @Test(
        "are those at which one of them has a run of open and of free minutes",
        arguments: 0..<60
    )
    func agree(seed: UInt64) {
        var random = SeededGenerator(seed: 90_000 + seed)
        let world = Windows(&random)
        var all = MinuteSet(covering: range(world.window))
        var calendars: [Calendar] = []
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            let (calendar, hours, counter) = calendar(in: world.known, &random)
            calendars.append(calendar)
            all.formUnionOfStarts(
                open: world.length,
                free: world.free,
                at: hours,
                without: counter,
                layer: 0
            )
        }
        for minute in world.window {
            let expected = calendars.contains {
                $0.hasStart(at: minute, open: world.length, free: world.free)
            }
            #expect(
                all.contains(Minute(Int32(minute))) == expected,
                "seed \(seed), minute \(minute)"
            )
        }
    }

    @Test(
        "are found among those that the same hours leave to all, and counted for each",
        arguments: 0..<60
    )
    func found(seed: UInt64) {
        var random = SeededGenerator(seed: 95_000 + seed)
        let world = Windows(&random)
        let (shared, hours, _) = calendar(in: world.known, &random)
        let step = [1, 5, 15, 30].randomElement(using: &random) ?? 1
        var wanted = MinuteSet(covering: range(world.window))
        wanted.formUnionOfStarts(
            open: world.length,
            free: world.length,
            at: hours,
            without: MinuteCounter(),
            layer: 0
        )
        wanted.formAligned(to: step, origin: Minute(0))
        let all = SoughtStarts(wanted)
        var left = all
        var calendars: [Calendar] = []
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            var (calendar, _, counter) = calendar(in: world.known, &random)
            calendar.open = shared.open
            calendars.append(calendar)
            let starts = world.reach.filter {
                $0.isMultiple(of: step)
                    && calendar.hasStart(at: $0, open: world.length, free: world.free)
            }
            #expect(
                all.count(free: world.free, without: counter, layer: 0) == starts.count,
                "seed \(seed)"
            )
            left.find(free: world.free, without: counter, layer: 0)
        }
        left.subtract(from: &wanted)
        let expected = world.reach.filter { minute in
            minute.isMultiple(of: step)
                && calendars.contains {
                    $0.hasStart(at: minute, open: world.length, free: world.free)
                }
        }
        #expect(wanted.first(.max).map { Int($0.value) } == expected, "seed \(seed)")
        let total = all.count(free: 1, without: MinuteCounter(), layer: 0)
        #expect(left.isEmpty == (expected.count == total), "seed \(seed)")
    }

    /// Where is looked, and for what.
    private struct Windows {
        let known: Range<Int>
        let window: Range<Int>
        let length: Int
        let free: Int

        init(_ random: inout SeededGenerator) {
            let first = 64 * Int.random(in: -4...4, using: &random)
            known = first - 256..<first + 2_600
            let lower = first + .random(in: 0...300, using: &random)
            window = lower..<lower + .random(in: 1...1_900, using: &random)
            length = Int.random(in: 1...65, using: &random)
            free = Int.random(in: length...65, using: &random)
        }

        /// The window in whole words, as a set has it.
        var reach: Range<Int> {
            (window.lowerBound >> 6) << 6..<((window.upperBound + 63) >> 6) << 6
        }
    }

    private func calendar(
        in known: Range<Int>,
        _ random: inout SeededGenerator
    ) -> (Calendar, MinuteSet, MinuteCounter) {
        var calendar = Calendar()
        var hours = MinuteSet(covering: range(known))
        var counter = MinuteCounter()
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            let start = Int.random(in: known, using: &random)
            let open = start..<min(start + .random(in: 1...700, using: &random), known.upperBound)
            calendar.open.formUnion(open)
            hours.insert(range(open))
        }
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let start = Int.random(in: known, using: &random)
            let taken = start..<start + .random(in: 1...120, using: &random)
            calendar.taken.formUnion(taken)
            counter.add(start: Minute(Int32(start)), length: taken.count)
        }
        return (calendar, hours, counter)
    }

    private func range(_ minutes: Range<Int>) -> Range<Minute> {
        Minute(Int32(minutes.lowerBound))..<Minute(Int32(minutes.upperBound))
    }
}
