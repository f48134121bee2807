import Daybook
import Foundation
import Testing

@Suite("A year of a simulated clinic")
struct SimulatedYearTests {
    /// The clinic as defined from each position on.
    private func clinics(_ facts: [Fact], in book: Book) throws -> [(from: UInt64, clinic: Clinic)]
    {
        var clinic = Clinic()
        var clinics: [(from: UInt64, clinic: Clinic)] = [(0, clinic)]
        for fact in facts where fact.kindCode < Kind.holdPlaced.rawValue {
            clinic.apply(
                try Definition(fact: fact, body: try book.body(at: fact.sequence) ?? [])
            )
            clinics.append((fact.sequence, clinic))
        }
        return clinics
    }

    private func key(_ grouping: ResponseTimes.Grouping, _ channel: UInt8?, _ day: Int32?) -> String
    {
        let channel = grouping == .channel || grouping == .channelDay ? channel : nil
        let day = grouping == .day || grouping == .channelDay ? day : nil
        return "\(channel.map { "\($0)" } ?? "all") \(day.map { "\($0)" } ?? "all")"
    }

    /// Holds a report against the naive one over the same days.
    private func check(
        _ naive: NaiveWaits,
        _ grouping: ResponseTimes.Grouping,
        from first: CivilDate?,
        through last: CivilDate?,
        _ rows: [ResponseRow],
        _ note: Comment
    ) {
        let expected = NaiveReport(naive.waits) { wait in
            if let first, wait.day < first.dayNumber { return nil }
            if let last, wait.day > last.dayNumber { return nil }
            return key(grouping, wait.channel, wait.day)
        }
        expected.check(
            rows,
            by: { key(grouping, $0.channel?.rawValue, $0.day?.dayNumber) },
            note
        )
    }

    @Test("gives the figures and the inbox that a naive recomputation gives", arguments: [52, 53])
    func year(seed: UInt64) throws {
        let directory =
            FileManager.default.temporaryDirectory.path + "/daybook-year-" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: directory,
            withIntermediateDirectories: true
        )
        defer { try? FileManager.default.removeItem(atPath: directory) }
        var plan = SimulationPlan(seed: seed, facts: 9_000)
        plan.resources = 20
        plan.weeks = 52
        _ = try Book.simulate(at: directory + "/book", plan)
        let book = try Book(opening: directory + "/book")
        let facts = try book.facts(from: 1, through: .max)
        let clinics = try clinics(facts, in: book)
        var random = SeededGenerator(seed: seed)
        let naive = NaiveWaits(facts, clinics: clinics)
        let days = naive.waits.map(\.day)
        let span = (days.max() ?? 0) - (days.min() ?? 0)
        #expect(span > 340, "seed \(seed): a year")
        #expect(naive.waits.count > 1_000, "seed \(seed)")
        // The desk closes what was overlooked, so that a longer year has no more open at its end.
        let end = facts.last?.recordedAt.milliseconds ?? 0
        let oldest = try book.waitingRequests().first?.since.milliseconds ?? end
        #expect(end - oldest < 40 * 86_400_000, "seed \(seed): who waits longest")

        // What a book that stays open says, of any days of the year.
        naive.check(try book.waitingRequests(), "seed \(seed), the inbox")
        for grouping in ResponseTimes.Grouping.allCases {
            for _ in 0..<3 {
                let first = days.randomElement(using: &random).map { CivilDate(dayNumber: $0) }
                let last = days.randomElement(using: &random).map { CivilDate(dayNumber: $0) }
                for (first, last) in [(nil, nil), (first, nil), (nil, last), (first, last)] {
                    let rows = try book.responseTimes(by: grouping, from: first, through: last)
                    let note: Comment = "seed \(seed), \(grouping)"
                    check(naive, grouping, from: first, through: last, rows, note)
                }
            }
        }

        // What it said at any time before.
        for _ in 0..<4 {
            let position = UInt64.random(in: 1...UInt64(facts.count), using: &random)
            let view = try book.view(at: position)
            let past = NaiveWaits(Array(facts[..<Int(position)]), clinics: clinics)
            let note: Comment = "seed \(seed), position \(position)"
            past.check(try book.waitingRequests(in: view), note)
            let rows = view.responses.report(by: .channelDay)
            check(past, .channelDay, from: nil, through: nil, rows, note)
            let history = try book.waitHistory(through: position)
            #expect(
                Set(history.waits.map(NaiveWaits.Wait.init)) == Set(past.waits),
                note
            )
        }
    }
}
