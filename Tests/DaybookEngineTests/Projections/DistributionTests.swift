import DaybookDomain
import DaybookEngine
import Testing

@Suite("Distributions of seconds")
struct DistributionTests {
    /// Values as waits have them: most of minutes, some of days, a few beyond any range.
    private func values(_ count: Int, _ random: inout SeededGenerator) -> [UInt32] {
        (0..<count).map { _ in
            switch random.next() % 100 {
            case 0: UInt32.random(in: EngineLimits.waitSeconds...UInt32.max, using: &random)
            case 1..<10: UInt32.random(in: 86_400...EngineLimits.waitSeconds, using: &random)
            case 10..<40: UInt32.random(in: 3_600...86_400, using: &random)
            default: UInt32.random(in: 0...3_600, using: &random)
            }
        }
    }

    private func distribution(_ values: some Sequence<UInt32>) -> Distribution {
        var distribution = Distribution()
        distribution.record(values)
        return distribution
    }

    private func digest(_ distribution: Distribution) -> String {
        var digest = Digest()
        distribution.digest(into: &digest)
        return digest.hex
    }

    /// The definition: the smallest value that at least so many percent do not exceed.
    private func nearestRank(_ percent: Int, _ sorted: [UInt32]) -> UInt32? {
        sorted.first { value in
            sorted.count { $0 <= value } * 100 >= percent * sorted.count
        }
    }

    @Test("of few values have exact percentiles by nearest rank", arguments: UInt64(1)...8)
    func exact(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for count in [1, 2, 3, 10, 99, 100, 101, 500] {
            let values = values(count, &random)
            let sorted = values.sorted()
            let percentiles = try #require(distribution(values).percentiles)
            for (place, percent) in [50, 90, 95, 99, 100].enumerated() {
                #expect(
                    percentiles[place] == nearestRank(percent, sorted),
                    "seed \(seed), \(count) values, \(percent) %"
                )
            }
        }
        #expect(distribution([]).percentiles == nil)
    }

    @Test(
        "of many values keep three digits, every limit and the longest exactly",
        arguments: [1, 2]
    )
    func many(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let values = values(EngineLimits.exactSeconds * 2 + 777, &random)
        let sorted = values.sorted()
        let all = distribution(values)
        let percentiles = try #require(all.percentiles)
        for (place, percent) in [50, 90, 95, 99].enumerated() {
            let rank = sorted[(percent * sorted.count + 99) / 100 - 1]
            let shown = min(rank, EngineLimits.waitSeconds)
            let difference = abs(Int(percentiles[place]) - Int(shown))
            #expect(difference * 1_000 <= Int(shown), "seed \(seed), \(percent) %")
        }
        #expect(percentiles.last == sorted.last)
        for (lane, limit) in ResponseRow.limits.enumerated() {
            #expect(Int(all.within[lane]) == values.count { $0 <= limit }, "seed \(seed)")
        }
        #expect(all.beyond == UInt64(values.count { $0 > EngineLimits.waitSeconds }))
        #expect(all.count == values.count, "what lies beyond the range is counted, not dropped")
    }

    @Test("put together in any order and any parts have one digest", arguments: UInt64(1)...6)
    func merging(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for total in [
            40, EngineLimits.exactSeconds - 1, EngineLimits.exactSeconds,
            EngineLimits.exactSeconds + 1, EngineLimits.exactSeconds * 3,
        ] {
            let values = values(total, &random)
            let whole = distribution(values)
            for _ in 0..<3 {
                var rest = values.shuffled(using: &random)[...]
                var parts: [Distribution] = []
                while !rest.isEmpty {
                    let count = Int.random(in: 1...total, using: &random)
                    parts.append(distribution(rest.prefix(count)))
                    rest = rest.dropFirst(count)
                }
                var merged = Distribution()
                for part in parts.shuffled(using: &random) { merged.add(part) }
                #expect(digest(merged) == digest(whole), "seed \(seed), \(total) values")
                #expect(merged.percentiles == whole.percentiles, "seed \(seed), \(total) values")
                #expect(merged.within == whole.within && merged.beyond == whole.beyond)
            }
            var other = values
            other[0] = other[0] < 1_000 ? 100_000 : 0
            #expect(digest(distribution(other)) != digest(whole), "seed \(seed), \(total) values")
        }
    }

    /// Requests and answers of some channels over many days, an answer a request.
    private func facts(days: Int, aDay: Int, _ random: inout SeededGenerator) -> [Fact] {
        var facts: [Fact] = []
        for day in 0..<days {
            for number in 0..<aDay {
                let at =
                    1_780_000_000_000 + Int64(day) * 86_400_000 + Int64(number * 80_000_000 / aDay)
                var request = Fact(.requestReceived)
                request.sequence = UInt64(facts.count + 1)
                request.subject = request.sequence
                request.channel = [.email, .sms, .whatsapp][Int(random.next() % 3)]
                request.recordedAt = Instant(milliseconds: at)
                request.occurredAt = request.recordedAt
                facts.append(request)
                guard random.next() % 10 > 0 else { continue }
                var answer = Fact(random.next() % 5 == 0 ? .conversationClosed : .replySent)
                answer.sequence = UInt64(facts.count + 1)
                answer.subject = request.subject
                answer.channel = request.channel
                answer.recordedAt = request.recordedAt
                answer.occurredAt = request.occurredAt.advanced(
                    byMilliseconds: Int64(random.next() % 100_000) * 1_000
                )
                if random.next() % 4 == 0 { answer.flags.insert(.automatic) }
                facts.append(answer)
            }
        }
        return facts
    }

    @Test(
        "a report that is kept added up says what one from nothing says, at any time and of any days",
        arguments: [(UInt64(1), 700, 6), (2, 40, 90), (3, 2, 100_000)]
    )
    func index(seed: UInt64, days: Int, aDay: Int) {
        var random = SeededGenerator(seed: seed)
        let facts = facts(days: days, aDay: aDay, &random)
        let start = Int32(1_780_000_000 / 86_400)
        let index = ResponseIndex()
        var times = ResponseTimes()
        var folded = 0
        while folded < facts.count {
            let end = min(
                facts.count,
                folded + Int.random(in: 1...(facts.count / 4), using: &random)
            )
            times.apply(Array(facts[folded..<end]).span, bodies: Bodies { _ in nil })
            folded = end
            for grouping in ResponseTimes.Grouping.allCases {
                let edge = { (chance: UInt64) -> CivilDate? in
                    guard random.next() % 4 > chance else { return nil }
                    let day = Int32.random(in: -20...Int32(days + 20), using: &random)
                    return CivilDate(dayNumber: start + day)
                }
                let first = edge(0)
                let last = edge(2)
                let only = random.next() % 3 == 0 ? Channel.sms : nil
                let now = Instant(milliseconds: 1_790_000_000_000)
                let kept = index.report(
                    of: times,
                    by: grouping,
                    from: first,
                    through: last,
                    channel: only,
                    asOf: now
                )
                let anew = times.report(
                    by: grouping,
                    from: first,
                    through: last,
                    channel: only,
                    asOf: now
                )
                let note: Comment = "seed \(seed), \(folded) facts, \(grouping)"
                #expect(kept == anew, note)
                #expect(
                    index.report(
                        of: times,
                        by: grouping,
                        from: first,
                        through: last,
                        channel: only,
                        asOf: now
                    ) == anew,
                    note
                )
            }
        }
    }

    @Test("a cell of more answers than are told apart goes on from a snapshot")
    func snapshot() throws {
        var random = SeededGenerator(seed: 5)
        let facts = facts(days: 1, aDay: 100_000, &random)
        var whole = ResponseTimes()
        whole.apply(facts.span, bodies: Bodies { _ in nil })
        for cut in [1_000, facts.count / 2, facts.count - 1] {
            var first = ResponseTimes()
            first.apply(Array(facts[..<cut]).span, bodies: Bodies { _ in nil })
            var resumed = try ResponseTimes(decoding: first.encode())
            #expect(resumed.encode() == first.encode())
            resumed.apply(Array(facts[cut...]).span, bodies: Bodies { _ in nil })
            #expect(resumed.encode() == whole.encode())
            #expect(resumed.report(by: .total) == whole.report(by: .total))
        }
        let row = try #require(whole.report(by: .channel).first)
        #expect(row.answered > EngineLimits.exactSeconds)
    }
}
