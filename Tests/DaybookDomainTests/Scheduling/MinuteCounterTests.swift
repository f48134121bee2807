import DaybookDomain
import Testing

@Suite("A counter of minutes")
struct MinuteCounterTests {
    /// What a digest sees.
    private func pages(_ counter: MinuteCounter) -> [[UInt64]] {
        var result: [[UInt64]] = []
        counter.forEachPage { page, plane, words in
            result.append([UInt64(bitPattern: Int64(page)), UInt64(plane)] + words)
        }
        return result
    }

    @Test("agrees with a list of numbers", arguments: 1...40 as ClosedRange<UInt64>)
    func againstNumbers(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var counter = MinuteCounter()
        let base = [0, 29_000_000, -1_024, -29_000_000].randomElement(using: &random) ?? 0
        var naive = Array(repeating: 0, count: 6_000)
        var added: [(start: Int, length: Int)] = []
        for _ in 0..<400 {
            if !added.isEmpty, Int.random(in: 0..<5, using: &random) < 2 {
                let index = Int.random(in: added.indices, using: &random)
                let (start, length) = added.remove(at: index)
                counter.remove(start: Minute(Int32(base + start)), length: length)
                for minute in start..<(start + length) { naive[minute] -= 1 }
            } else {
                let length = Int.random(in: 0...[30, 120, 2_500][Int(seed % 3)], using: &random)
                let start = Int.random(in: 0...(naive.count - length), using: &random)
                added.append((start, length))
                counter.add(start: Minute(Int32(base + start)), length: length)
                for minute in start..<(start + length) { naive[minute] += 1 }
            }
        }
        let wrong = naive.indices.filter {
            counter.count(at: Minute(Int32(base + $0))) != naive[$0]
        }
        #expect(wrong.isEmpty, "seed \(seed): \(wrong.prefix(5))")
        for _ in 0..<300 {
            let length = Int.random(in: 0...100, using: &random)
            let start = Int.random(in: 0...(naive.count - length), using: &random)
            let free = naive[start..<(start + length)].allSatisfy { $0 == 0 }
            #expect(
                counter.isFree(start: Minute(Int32(base + start)), length: length) == free,
                "seed \(seed)"
            )
        }

        let first = base + Int.random(in: -2_000...3_000, using: &random)
        let window = Minute(Int32(first))..<Minute(Int32(first + 3_333))
        var busy = MinuteSet(covering: window)
        counter.copyBusy(into: &busy)
        var free = MinuteSet(covering: window)
        free.insert(free.window)
        counter.subtractBusy(from: &free)
        for minute in busy.window.lowerBound.value..<busy.window.upperBound.value {
            let index = Int(minute) - base
            let expected = naive.indices.contains(index) && naive[index] > 0
            if busy.contains(Minute(minute)) != expected
                || free.contains(Minute(minute)) == expected
            {
                Issue.record("seed \(seed): minute \(minute) should be \(expected)")
            }
        }

        for (start, length) in added {
            counter.remove(start: Minute(Int32(base + start)), length: length)
        }
        #expect(pages(counter).isEmpty, "seed \(seed)")
    }

    @Test(
        "shows the same pages for the same counts, whatever the history",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func digest(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let ranges = (0..<60).map { _ in
            // Some of them far away, where pages live apart.
            let far = Int.random(in: 0..<8, using: &random) == 0
            let start = Int32.random(
                in: far ? -2_000_000_000...2_000_000_000 : 0...90_000,
                using: &random
            )
            return (start: Minute(start), length: Int.random(in: 1...3_000, using: &random))
        }
        var straight = MinuteCounter()
        for range in ranges { straight.add(start: range.start, length: range.length) }
        var winding = MinuteCounter()
        for range in ranges.shuffled(using: &random) {
            winding.add(start: range.start, length: range.length)
            let other = ranges.randomElement(using: &random) ?? range
            winding.add(start: other.start, length: other.length)
            winding.remove(start: other.start, length: other.length)
        }
        #expect(pages(straight) == pages(winding), "seed \(seed)")
        let order = pages(straight).map { Int64(bitPattern: $0[0]) }
        #expect(order == order.sorted(), "seed \(seed)")
        for range in ranges {
            #expect(!straight.isFree(start: range.start, length: range.length), "seed \(seed)")
            #expect(straight.count(at: range.start) >= 1, "seed \(seed)")
        }
        for range in ranges { straight.remove(start: range.start, length: range.length) }
        #expect(pages(straight).isEmpty, "seed \(seed)")
    }

    @Test("stays at 255 once there, and below is exact")
    func saturation() {
        var counter = MinuteCounter()
        let (low, high) = (Minute(100), Minute(101))
        for _ in 0..<254 { counter.add(start: low, length: 2) }
        counter.add(start: high, length: 1)
        #expect(counter.count(at: low) == 254 && counter.count(at: high) == 255)
        for _ in 0..<100 { counter.add(start: high, length: 1) }
        #expect(counter.count(at: high) == 255)
        for _ in 0..<400 { counter.remove(start: low, length: 2) }
        #expect(counter.count(at: low) == 0 && counter.count(at: high) == 255)
        #expect(!counter.isFree(start: low, length: 2) && counter.isFree(start: low, length: 1))
        counter.dropBefore(Minute(102))
        #expect(counter.count(at: high) == 0 && pages(counter).isEmpty)
    }

    @Test("ignores what was never added, and lengths that are no lengths")
    func nothing() {
        var counter = MinuteCounter()
        counter.remove(start: Minute(5), length: 10)
        counter.add(start: Minute(5), length: 0)
        counter.add(start: Minute(5), length: -3)
        #expect(pages(counter).isEmpty && counter.isFree(start: Minute(5), length: .min))
        counter.add(start: Minute(.max - 2), length: .max)
        #expect(counter.count(at: Minute(.max)) == 1)
        counter.add(start: Minute(.min), length: 65_535)
        #expect(counter.count(at: Minute(.min)) == 1)
        #expect(counter.count(at: Minute(.min + 65_534)) == 1)
        #expect(counter.count(at: Minute(.min + 65_535)) == 0)
    }

    @Test(
        "drops what lies before a minute and keeps the rest",
        arguments: 1...20 as ClosedRange<UInt64>
    )
    func dropping(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var counter = MinuteCounter()
        var kept = MinuteCounter()
        let border = Int32.random(in: -5_000...5_000, using: &random)
        for _ in 0..<200 {
            let start = Int32.random(in: -9_000...9_000, using: &random)
            let length = Int.random(in: 1...600, using: &random)
            counter.add(start: Minute(start), length: length)
            let first = max(start, border)
            kept.add(start: Minute(first), length: Int(start) + length - Int(first))
        }
        counter.add(start: Minute(-2_000_000_000), length: 60)
        counter.dropBefore(Minute(border))
        #expect(pages(counter) == pages(kept), "seed \(seed)")
        // The storage given back is clean when it is used again.
        for counted in 0..<200 {
            let start = Minute(100_000 + Int32(counted) * 700)
            counter.add(start: start, length: 650)
            kept.add(start: start, length: 650)
        }
        #expect(pages(counter) == pages(kept), "seed \(seed)")
    }

    @Test("costs a page, not a directory, for an absurd date, and recovers when that came first")
    func absurdDates() {
        var counter = MinuteCounter()
        counter.add(start: Minute(.min), length: 30)
        for week in 0..<200 {
            counter.add(start: Minute(29_000_000 + Int32(week) * 10_080), length: 30)
        }
        counter.add(start: Minute(.max - 100), length: 30)
        for week in 0..<200 {
            #expect(counter.count(at: Minute(29_000_000 + Int32(week) * 10_080)) == 1)
        }
        #expect(counter.count(at: Minute(.min)) == 1 && counter.count(at: Minute(.max - 100)) == 1)
        #expect(counter.directoryCount <= MinuteCounter.Limits.directoryPages)
        #expect(counter.farCount < 20)
    }
}
