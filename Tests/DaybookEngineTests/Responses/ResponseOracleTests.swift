import DaybookDomain
import DaybookEngine
import Testing

@Suite("Response times, worked out twice")
struct ResponseOracleTests {
    /// A line of a report, as the naive waits add up to it.
    private struct Line: Equatable, CustomStringConvertible {
        var begun = 0
        var answered: [UInt32] = []
        var automatic = 0
        var notNeeded = 0
        var waiting = 0
        var corrected = 0

        var description: String {
            "begun \(begun) answered \(answered) automatic \(automatic) "
                + "notNeeded \(notNeeded) waiting \(waiting) corrected \(corrected)"
        }
    }

    private func lines(_ waits: [NaiveWaits.Wait]) -> [String: Line] {
        var lines: [String: Line] = [:]
        for wait in waits {
            let key = "\(wait.channel)/\(wait.day)"
            lines[key, default: Line()].begun += 1
            if wait.isCorrected { lines[key]?.corrected += 1 }
            if wait.isNotNeeded { lines[key]?.notNeeded += 1 }
            if wait.isWaiting { lines[key]?.waiting += 1 }
            guard let seconds = wait.seconds else { continue }
            if wait.isAutomatic {
                lines[key]?.automatic += 1
            } else {
                lines[key]?.answered.append(UInt32(clamping: seconds))
            }
        }
        for key in lines.keys { lines[key]?.answered.sort() }
        return lines
    }

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
            let expected = lines(naive.waits)
            let note: Comment = "seed \(seed), position \(position)"
            let history = try log.fold(WaitHistory.self, through: position)
            #expect(lines(history.waits.map(NaiveWaits.Wait.init)) == expected, note)
            try check(try log.fold(ResponseTimes.self, through: position), naive, expected, note)
        }
    }

    private func check(
        _ times: ResponseTimes,
        _ naive: NaiveWaits,
        _ expected: [String: Line],
        _ note: Comment
    ) throws {
        let rows = times.report(by: .channelDay)
        var keys: Set<String> = []
        for row in rows {
            let channel = try #require(row.channel)
            let day = try #require(row.day)
            let key = "\(channel.rawValue)/\(day.dayNumber)"
            keys.insert(key)
            let line = expected[key] ?? Line()
            #expect(row.begun == line.begun, "\(note) \(key)")
            #expect(row.answered == line.answered.count, "\(note) \(key)")
            #expect(row.automatic == line.automatic, "\(note) \(key)")
            #expect(row.notNeeded == line.notNeeded, "\(note) \(key)")
            #expect(row.waiting == line.waiting, "\(note) \(key)")
            #expect(row.corrected == line.corrected, "\(note) \(key)")
            let sorted = line.answered
            #expect(row.percentiles?.last == sorted.last, "\(note) \(key)")
            #expect(
                row.percentiles?.first
                    == (sorted.isEmpty ? nil : sorted[(sorted.count + 1) / 2 - 1]),
                "\(note) \(key)"
            )
            // Conservation: every wait that began in a cell is somewhere in that cell.
            #expect(
                row.begun == row.answered + row.automatic + row.notNeeded + row.waiting,
                "\(note) \(key)"
            )
        }
        #expect(keys.isSuperset(of: expected.keys), note)
        let waiting = times.waitingRequests()
        let open = naive.waits.filter(\.isWaiting)
        #expect(
            Set(waiting.map { "\($0.conversation) \($0.since.milliseconds)" })
                == Set(open.map { "\($0.conversation) \($0.since)" }),
            note
        )
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
            isCorrected: record.isCorrected
        )
    }
}
