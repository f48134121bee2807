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
        "are those at which one of them has a run of open and of free minutes, wanted or not",
        arguments: 0..<60
    )
    func agree(seed: UInt64) {
        var random = SeededGenerator(seed: 90_000 + seed)
        let first = 64 * Int.random(in: -4...4, using: &random)
        let known = first - 256..<first + 2_600
        let lower = first + .random(in: 0...300, using: &random)
        let window = lower..<lower + .random(in: 1...1_900, using: &random)
        let length = Int.random(in: 1...65, using: &random)
        let free = Int.random(in: length...65, using: &random)
        let step = [1, 5, 15, 30].randomElement(using: &random) ?? 1
        var wanted = MinuteSet(covering: range(window))
        for minute in window where minute.isMultiple(of: step) {
            wanted.insert(range(minute..<minute + 1))
        }
        var all = MinuteSet(covering: range(window))
        var some = all
        var calendars: [Calendar] = []
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            let (calendar, hours, counter) = calendar(in: known, &random)
            calendars.append(calendar)
            all.formUnionOfStarts(open: length, free: free, at: hours, without: counter, layer: 0)
            some.formUnionOfStarts(
                open: length,
                free: free,
                at: hours,
                without: counter,
                layer: 0,
                wanted: wanted
            )
        }
        for minute in window {
            let expected = calendars.contains { $0.hasStart(at: minute, open: length, free: free) }
            let one = Minute(Int32(minute))
            #expect(all.contains(one) == expected, "seed \(seed), minute \(minute)")
            if minute.isMultiple(of: step) {
                #expect(some.contains(one) == expected, "seed \(seed), wanted minute \(minute)")
            } else if some.contains(one) {
                #expect(expected, "seed \(seed), minute \(minute)")
            }
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
