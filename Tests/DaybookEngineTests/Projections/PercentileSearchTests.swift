import DaybookDomain
import DaybookEngine
import Testing

@Suite("Percentiles of several distributions")
struct PercentileSearchTests {
    /// Nearest rank by the definition, over all values in order. Many values are told apart to 11
    /// bits, as HdrHistogram does with 3 significant digits: shown is the longest that counts as
    /// one with the value, and never more than there is.
    private func naive(_ values: [UInt32]) -> [UInt32]? {
        guard let longest = values.max() else { return nil }
        let sorted = values.sorted()
        return [50, 90, 95, 99].map { percent in
            var rank = 1
            while rank * 100 < percent * sorted.count { rank += 1 }
            let value = sorted[rank - 1]
            guard sorted.count >= EngineLimits.exactSeconds else { return value }
            var (width, seconds) = (UInt64(1), UInt64(min(value, EngineLimits.waitSeconds)))
            while seconds / width >= 2_048 { width *= 2 }
            seconds = seconds / width * width + width - 1
            return UInt32(min(seconds, UInt64(longest)))
        } + [longest]
    }

    private func percentiles(_ parts: [[UInt32]]) -> [UInt32]? {
        var search = PercentileSearch()
        for part in parts {
            var distribution = Distribution()
            distribution.record(part)
            search.add(distribution)
        }
        return search.percentiles()
    }

    /// Values within a few powers of two, so that some histories are of minutes and some of months.
    private func values(_ count: Int, _ random: inout SeededGenerator) -> [UInt32] {
        let bits = UInt32.random(in: 1...32, using: &random)
        let width = UInt32.random(in: 0...bits, using: &random)
        return (0..<count).map { _ in
            let shift = bits - UInt32.random(in: 0...width, using: &random)
            return UInt32(truncatingIfNeeded: random.next()) >> (32 - shift)
        }
    }

    @Test("are those of all their values by nearest rank", arguments: UInt64(1)...60)
    func parts(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let limit = EngineLimits.exactSeconds
        for total in [
            1, 2, 99, 100, 101, 700, limit - 1, limit, limit + 1, limit * 2 + 5,
        ] {
            let values = values(total, &random)
            var rest = values[...]
            var parts: [[UInt32]] = []
            while !rest.isEmpty {
                let count = Int.random(in: 1...total, using: &random)
                parts.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            let note: Comment = "seed \(seed), \(total) values in \(parts.map(\.count))"
            #expect(percentiles(parts) == naive(values), note)
        }
    }

    @Test("of none are none, and empty parts change nothing")
    func none() {
        #expect(percentiles([]) == nil)
        #expect(percentiles([[], []]) == nil)
        #expect(percentiles([[], [7], []]) == [7, 7, 7, 7, 7])
    }

    @Test("of values that are all the same are that value, however many they are")
    func same() {
        for value in [0, 1, 31, 32, 2_047, 2_048, 100_007, EngineLimits.waitSeconds, .max] {
            for count in [1, 100, EngineLimits.exactSeconds - 1] {
                let all = [UInt32](repeating: value, count: count)
                #expect(percentiles([all, all]) == naive(all + all), "\(count) times \(value)")
            }
        }
    }

    /// The counts of a snapshot are those of the lowest value that counts as one with another, so a
    /// histogram that was read from one takes its maximum for shorter than it was.
    @Test("say the same before and after a snapshot where they lie next to the longest")
    func snapshot() throws {
        var facts: [Fact] = []
        for number in 0..<UInt64(EngineLimits.exactSeconds + 100) {
            var request = Fact(.requestReceived)
            request.sequence = number * 2 + 1
            request.subject = request.sequence
            request.channel = .email
            request.recordedAt = Instant(milliseconds: 1_780_000_000_000)
            request.occurredAt = request.recordedAt
            var answer = Fact(.replySent)
            answer.sequence = request.sequence + 1
            answer.subject = request.subject
            answer.channel = .email
            answer.recordedAt = request.recordedAt.advanced(byMilliseconds: 100_007_000)
            answer.occurredAt = answer.recordedAt
            facts += [request, answer]
        }
        var live = ResponseTimes()
        live.apply(facts.span, bodies: Bodies { _ in nil })
        let resumed = try ResponseTimes(decoding: live.encode())
        let row = try #require(live.report(by: .total).first)
        #expect(row.percentiles == [100_007, 100_007, 100_007, 100_007, 100_007])
        #expect(resumed.report(by: .total) == [row])
    }
}
