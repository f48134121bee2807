import DaybookDomain
import DaybookEngine
import Testing

@Suite("A history of waits is bounded")
struct WaitHistoryBoundTests {
    private func folded(_ facts: [Fact], _ history: WaitHistory) -> WaitHistory {
        var history = history
        for fact in facts { history.apply([fact].span, bodies: Bodies { _ in nil }) }
        return history
    }

    /// Ten conversations a day: answered after some hours and closed on the next day, but for one in
    /// forty, which waits for ever.
    private func facts(days: Int, _ random: inout SeededGenerator) -> [Fact] {
        var planned: [(at: Int64, kind: Kind, conversation: Int)] = []
        for conversation in 0..<(days * 10) {
            let at = Int64(conversation) * 8_640
            planned.append((at, .requestReceived, conversation))
            guard conversation % 40 > 0 else { continue }
            let answer = at + Int64.random(in: 60...20_000, using: &random)
            planned.append((answer, .replySent, conversation))
            planned.append((answer + 86_400, .conversationClosed, conversation))
        }
        var subjects: [Int: UInt64] = [:]
        var facts: [Fact] = []
        for (at, kind, conversation) in planned.sorted(by: { $0.at < $1.at }) {
            var fact = Fact(kind)
            fact.sequence = UInt64(facts.count + 1)
            fact.subject = subjects[conversation] ?? fact.sequence
            subjects[conversation] = fact.subject
            fact.channel = conversation % 3 == 0 ? .email : .sms
            fact.recordedAt = Instant(milliseconds: 1_780_000_000_000 + at * 1_000)
            fact.occurredAt = fact.recordedAt
            facts.append(fact)
        }
        return facts
    }

    @Test(
        "what began before the day that is asked about goes, and every report of later days stays",
        arguments: UInt64(1)...4
    )
    func since(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let facts = facts(days: 80, &random)
        let whole = folded(facts, WaitHistory())
        let day = try #require(whole.waits.last).day.advanced(by: -15)
        // Room for what is asked about, for what is open and the last days, but not for everything.
        let part = folded(facts, WaitHistory(since: day, limit: 400))
        #expect(whole.waits.count == 800)
        #expect(!part.isFull && part.waits.count < 450 && part.episodes.count < 450)
        for grouping in WaitHistory.Grouping.allCases {
            let kept = part.report(by: grouping, from: day)
            let expected = whole.report(by: grouping, from: day)
            #expect(kept == expected, "seed \(seed), \(grouping)")
        }
        for measure in WaitHistory.Measure.allCases {
            let kept = part.report(measure, by: .channel, from: day)
            let expected = whole.report(measure, by: .channel, from: day)
            #expect(kept == expected, "seed \(seed), \(measure)")
        }
    }

    @Test("beyond the limit it stops, and says so")
    func full() throws {
        var facts: [Fact] = []
        for number in 1...UInt64(40) {
            var fact = Fact(.requestReceived)
            fact.sequence = number
            fact.subject = number
            fact.recordedAt = Instant(milliseconds: 1_780_000_000_000 + Int64(number))
            fact.occurredAt = fact.recordedAt
            facts.append(fact)
        }
        let day = CivilDate(dayNumber: 0)
        #expect(!folded(facts, WaitHistory(since: day, limit: 41)).isFull)
        for limit in [1, 10, 39] {
            let history = folded(facts, WaitHistory(since: day, limit: limit))
            #expect(history.isFull)
            #expect(history.waits.count <= limit + 1)
        }
    }
}
