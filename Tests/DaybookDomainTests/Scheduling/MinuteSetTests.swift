import DaybookDomain
import Testing

/// A set of minutes as a list of flags, for the same window.
private struct NaiveSet {
    let start: Int
    var flags: [Bool]

    init(_ set: MinuteSet) {
        start = Int(set.window.lowerBound.value)
        flags = Array(repeating: false, count: Int(set.window.upperBound.value) - start)
    }

    func holds(_ minute: Int) -> Bool {
        flags.indices.contains(minute - start) && flags[minute - start]
    }

    mutating func set(_ range: Range<Minute>, _ value: Bool) {
        for minute in range.lowerBound.value..<range.upperBound.value
        where flags.indices.contains(Int(minute) - start) {
            flags[Int(minute) - start] = value
        }
    }

    func minutes(where condition: (Int) -> Bool) -> [Int] {
        flags.indices.map { $0 + start }.filter(condition)
    }
}

@Suite("A set of minutes")
struct MinuteSetTests {
    private func range(_ lower: Int, _ upper: Int) -> Range<Minute> {
        Minute(Int32(lower))..<Minute(Int32(upper))
    }

    private func randomRange(_ random: inout SeededGenerator, around: Int, long: Bool) -> Range<
        Minute
    > {
        let lower = around + Int.random(in: -200...900, using: &random)
        return range(lower, lower + Int.random(in: 0...(long ? 500 : 90), using: &random))
    }

    /// A random set and its list of flags, in a window that begins and ends anywhere.
    private func randomPair(
        _ random: inout SeededGenerator,
        around: Int,
        dense: Bool
    ) -> (MinuteSet, NaiveSet) {
        let first = around + Int.random(in: -100...100, using: &random)
        var set = MinuteSet(
            covering: range(first, first + Int.random(in: 0...700, using: &random))
        )
        var naive = NaiveSet(set)
        for _ in 0..<Int.random(in: 0...12, using: &random) {
            let range = randomRange(&random, around: around, long: dense)
            if Int.random(in: 0..<4, using: &random) == 0 {
                set.remove(range)
                naive.set(range, false)
            } else {
                set.insert(range)
                naive.set(range, true)
            }
        }
        return (set, naive)
    }

    private func minutes(_ set: MinuteSet) -> [Int] {
        set.first(.max).map { Int($0.value) }
    }

    @Test("agrees with a list of flags on everything", arguments: 1...80 as ClosedRange<UInt64>)
    func againstFlags(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        // Around zero too, where rounding goes wrong.
        let around = [0, -700, 29_000_000, -29_000_000].randomElement(using: &random) ?? 0
        let (set, naive) = randomPair(&random, around: around, dense: seed % 2 == 0)
        let all = naive.minutes(where: naive.holds)
        let label: Comment = "seed \(seed)"
        #expect(minutes(set) == all, label)
        #expect(set.count == all.count && set.isEmpty == all.isEmpty, label)
        #expect(
            set.runs.flatMap { $0.lowerBound.value..<$0.upperBound.value }.map(Int.init) == all,
            label
        )
        for (run, next) in zip(set.runs, set.runs.dropFirst()) {
            #expect(run.upperBound < next.lowerBound, label)
        }
        for _ in 0..<40 {
            let range = randomRange(&random, around: around, long: false)
            let asked = (range.lowerBound.value..<range.upperBound.value).map(Int.init)
            #expect(set.contains(range) == asked.allSatisfy(naive.holds), label)
            #expect(set.isDisjoint(with: range) == !asked.contains(where: naive.holds), label)
            #expect(set.count(in: range) == asked.count(where: naive.holds), label)
            #expect(
                set.contains(range.lowerBound) == naive.holds(Int(range.lowerBound.value)),
                label
            )
            let next = set.first(atOrAfter: range.lowerBound).map { Int($0.value) }
            #expect(next == all.first { $0 >= Int(range.lowerBound.value) }, label)
        }
        let some = Int.random(in: 0...20, using: &random)
        #expect(set.first(some).map { Int($0.value) } == Array(all.prefix(some)), label)
    }

    @Test(
        "joins, cuts and subtracts within its own window",
        arguments: 1...80 as ClosedRange<UInt64>
    )
    func algebra(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let (set, naive) = randomPair(&random, around: -64, dense: true)
        let (other, naiveOther) = randomPair(&random, around: -64, dense: true)
        var (union, intersection, difference, complement) = (set, set, set, set)
        union.formUnion(other)
        intersection.formIntersection(other)
        difference.subtract(other)
        complement.formComplement()
        let (has, otherHas) = (naive.holds, naiveOther.holds)
        #expect(minutes(union) == naive.minutes { has($0) || otherHas($0) }, "seed \(seed)")
        #expect(minutes(intersection) == naive.minutes { has($0) && otherHas($0) }, "seed \(seed)")
        #expect(minutes(difference) == naive.minutes { has($0) && !otherHas($0) }, "seed \(seed)")
        #expect(minutes(complement) == naive.minutes { !has($0) }, "seed \(seed)")
        var assigned = other
        assigned.assign(set)
        #expect(assigned == set, "seed \(seed)")
        assigned.reset(covering: other.window)
        #expect(assigned == MinuteSet(covering: other.window), "seed \(seed)")
    }

    @Test(
        "finds the starts of runs of any length",
        arguments: [
            0, 1, 2, 3, 5, 15, 30, 31, 32, 33, 45, 60, 63, 64, 65, 66, 90, 120, 127, 128, 129, 200,
            480,
            700, 5_000,
        ]
    )
    func runs(length: Int) {
        for seed in 1...20 as ClosedRange<UInt64> {
            var random = SeededGenerator(seed: seed)
            let (set, naive) = randomPair(&random, around: 0, dense: true)
            let expected = naive.minutes { start in
                length <= 1
                    ? naive.holds(start) : (start..<(start + length)).allSatisfy(naive.holds)
            }
            #expect(minutes(set.starts(ofRun: length)) == expected, "seed \(seed)")
        }
    }

    @Test(
        "keeps what lies on a grid",
        arguments: [0, 1, 5, 7, 10, 15, 20, 30, 60, 61, 64, 90, 1_440]
    )
    func grid(step: Int) {
        for origin in [-1_000_003, -45, -1, 0, 15, 64, 1_000_001] {
            var set = MinuteSet(covering: range(-3_000, 3_000))
            set.insert(range(-2_990, 2_995))
            let naive = minutes(set).filter { step <= 1 || ($0 - origin) % step == 0 }
            #expect(
                minutes(set.aligned(to: step, origin: Minute(Int32(origin)))) == naive,
                "\(origin)"
            )
        }
    }

    @Test("cuts what lies outside its window, at the ends of all integers too")
    func outside() {
        var set = MinuteSet(covering: range(0, 64))
        set.insert(Minute(.min)..<Minute(.max))
        #expect(set.count == 64 && set.window == range(0, 64))
        #expect(!set.contains(range(0, 65)) && set.contains(range(0, 64)))
        #expect(set.contains(range(500, 500)) && set.isDisjoint(with: range(64, 1_000)))
        set.remove(Minute(.min)..<Minute(.max))
        #expect(set.isEmpty && set.first == nil)
        let huge = MinuteSet(covering: Minute(.min)..<Minute(.max))
        #expect(huge.wordCount == MinuteSet.Limits.words)
        let last = MinuteSet(covering: Minute(.max - 10)..<Minute(.max))
        #expect(last.window.upperBound == Minute(.max) && last.isEmpty)
        #expect(MinuteSet(covering: range(7, 7)).wordCount == 0)
        #expect(MinuteSet(covering: range(7, 7)).starts(ofRun: 100).isEmpty)
    }
}
