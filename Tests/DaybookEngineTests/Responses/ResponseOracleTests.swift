import DaybookDomain
import DaybookEngine
import Testing

@Suite("Response times, worked out twice")
struct ResponseOracleTests {
    /// As-of positions: the log's ends, and some between.
    private func positions(_ facts: [Fact], seed: UInt64) -> [UInt64] {
        var random = SeededGenerator(seed: seed)
        let instants = (0..<12).map { _ in
            facts.randomElement(using: &random)?.recordedAt ?? Instant(milliseconds: 0)
        }
        let asOf = instants.compactMap { instant in
            facts.last { $0.recordedAt <= instant }?.sequence
        }
        return [UInt64(facts.count)] + asOf
    }

    @Test(
        "the projection, the wait history and the definition agree at any instant, however late and often messages come",
        arguments: UInt64(1)...24
    )
    func agree(seed: UInt64) throws {
        let conversations = try RandomConversations(seed: seed)
        try conversations.play()
        let log = conversations.log
        let facts = try log.facts()
        let clinics = try log.clinics()
        for position in positions(facts, seed: seed) {
            let naive = NaiveWaits(Array(facts[..<Int(position)]), clinics: clinics)
            let note: Comment = "seed \(seed), position \(position)"
            let history = try log.fold(WaitHistory.self, through: position)
            #expect(
                Set(history.waits.map(NaiveWaits.Wait.init)) == Set(naive.waits),
                note
            )
            let times = try log.fold(ResponseTimes.self, through: position)
            NaiveReport(naive.waits).check(
                times.report(by: .channelDay),
                by: Self.key(of:),
                note
            )
            naive.check(times.waitingRequests(), hasTargets: true, note)
            let now = Instant(milliseconds: facts[Int(position) - 1].recordedAt.milliseconds)
            naive.check(times.report(by: .channel, asOf: now), asOf: now, note)
            naive.check(history.breaches(asOf: now), asOf: now, note)
        }
    }

    @Test("first and next responses add up to all answers", arguments: UInt64(41)...43)
    func firstAndNext(seed: UInt64) throws {
        let conversations = try RandomConversations(seed: seed)
        try conversations.play()
        let history = try conversations.log.fold(WaitHistory.self)
        let rows = [WaitHistory.Measure.first, .next, .answer].map {
            history.report($0, by: .total).first
        }
        let first = try #require(rows[0])
        let next = try #require(rows[1])
        let all = try #require(rows[2])
        #expect(first.begun == history.waits.count { $0.isFirst } && first.begun > 0)
        #expect(first.begun + next.begun == all.begun)
        #expect(first.answered + next.answered == all.answered && next.answered > 0)
        #expect(first.waiting + next.waiting == all.waiting)
        #expect(zip(first.within, next.within).map(+) == all.within)
    }

    /// The key of a row by channel and day.
    private static func key(of row: ResponseRow) -> String {
        "\(row.channel?.rawValue ?? 255)/\(row.day?.dayNumber ?? 0)"
    }

    @Test("at every position every wait is answered, waiting or not needed", arguments: [31, 32])
    func conservation(seed: UInt64) throws {
        let conversations = try RandomConversations(seed: seed, people: 6, days: 6)
        try conversations.play()
        let facts = try conversations.log.facts()
        for position in 1...UInt64(facts.count) {
            let times = try conversations.log.fold(ResponseTimes.self, through: position)
            for row in times.report(by: .channelDay) {
                #expect(
                    row.begun == row.answered + row.automatic + row.notNeeded + row.waiting,
                    "seed \(seed), position \(position), \(row)"
                )
            }
        }
    }
}

extension NaiveWaits.Wait {
    /// A wait of the projection in the oracle's words.
    init(_ record: WaitRecord) {
        let isAnswered = record.outcome == .person || record.outcome == .automatic
        self.init(
            conversation: record.conversation,
            channel: record.channel.rawValue,
            since: record.since.milliseconds,
            day: record.day.dayNumber,
            seconds: isAnswered ? Int64(record.elapsed.calendar) : nil,
            isAutomatic: record.outcome == .automatic,
            isNotNeeded: record.outcome == .notNeeded,
            isCorrected: record.isCorrected,
            isUrgent: record.priority == .urgent
        )
    }
}
