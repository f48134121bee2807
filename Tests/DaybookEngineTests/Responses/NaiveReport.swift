import DaybookDomain
import DaybookEngine
import Testing

/// A report added up from naive waits, line by line, and held against one of the engine.
struct NaiveReport {
    /// One line.
    struct Line {
        var begun = 0
        var answered: [UInt32] = []
        var automatic = 0
        var notNeeded = 0
        var waiting: [Int64] = []
        var corrected = 0
    }

    private(set) var lines: [String: Line] = [:]

    /// - Parameter key: In which line a wait stands; `nil` in none.
    init(_ waits: [NaiveWaits.Wait], by key: (NaiveWaits.Wait) -> String?) {
        for wait in waits {
            guard let key = key(wait) else { continue }
            lines[key, default: Line()].begun += 1
            if wait.isCorrected { lines[key]?.corrected += 1 }
            if wait.isNotNeeded { lines[key]?.notNeeded += 1 }
            if wait.isWaiting { lines[key]?.waiting.append(wait.since) }
            guard let seconds = wait.seconds else { continue }
            if wait.isAutomatic {
                lines[key]?.automatic += 1
            } else {
                lines[key]?.answered.append(UInt32(clamping: seconds))
            }
        }
        for key in lines.keys { lines[key]?.answered.sort() }
    }

    /// By channel and day.
    init(_ waits: [NaiveWaits.Wait]) {
        self.init(waits) { "\($0.channel)/\($0.day)" }
    }

    /// The smallest value that at least so many percent do not exceed.
    private static func nearestRank(_ percent: Int, _ sorted: [UInt32]) -> UInt32? {
        sorted.isEmpty ? nil : sorted[max(0, (percent * sorted.count + 99) / 100 - 1)]
    }

    /// Expects that rows say the same.
    func check(_ rows: [ResponseRow], by key: (ResponseRow) -> String, _ note: Comment) {
        var keys: Set<String> = []
        for row in rows {
            let key = key(row)
            keys.insert(key)
            let line = lines[key] ?? Line()
            #expect(row.begun == line.begun, "\(note) \(key)")
            #expect(row.answered == line.answered.count, "\(note) \(key)")
            #expect(row.automatic == line.automatic, "\(note) \(key)")
            #expect(row.notNeeded == line.notNeeded, "\(note) \(key)")
            #expect(row.waiting == line.waiting.count, "\(note) \(key)")
            #expect(row.corrected == line.corrected, "\(note) \(key)")
            #expect(row.oldestWaiting?.milliseconds == line.waiting.min(), "\(note) \(key)")
            let within = ResponseRow.limits.map { limit in line.answered.count { $0 <= limit } }
            #expect(row.within == within, "\(note) \(key)")
            let percentiles = [50, 90, 95, 99, 100].compactMap {
                NaiveReport.nearestRank($0, line.answered)
            }
            #expect(row.percentiles ?? [] == percentiles, "\(note) \(key)")
            // Conservation: every wait that began in a line is somewhere in that line.
            #expect(
                row.begun == row.answered + row.automatic + row.notNeeded + row.waiting,
                "\(note) \(key)"
            )
        }
        #expect(keys.isSuperset(of: lines.keys), note)
    }
}

extension NaiveWaits {
    /// When the answer to a wait is due, by the targets of ``RandomConversations``.
    private func due(_ wait: Wait) -> Int64? {
        guard let target = RandomConversations.targets[wait.channel] else { return nil }
        return wait.since + (wait.isUrgent ? target.urgent : target.routine) * 1_000
    }

    /// Expects that of those who wait as many are late in each channel that has a target.
    func check(_ rows: [ResponseRow], asOf now: Instant, _ note: Comment) {
        for row in rows {
            guard let channel = row.channel?.rawValue,
                RandomConversations.targets[channel] != nil
            else { continue }
            let late = waits.filter { wait in
                wait.isWaiting && wait.channel == channel
                    && (due(wait).map { $0 < now.milliseconds } ?? false)
            }
            #expect(row.late == late.count, note)
        }
    }

    /// Expects that a history names the same waits as answered late or waiting beyond their target, in
    /// the order in which they were due.
    func check(_ breaches: [Breach], asOf now: Instant, _ note: Comment) {
        let expected = waits.compactMap {
            wait -> (due: Int64, conversation: UInt64, over: Int64)? in
            guard !wait.isNotNeeded, let due = due(wait) else { return nil }
            let end = wait.seconds.map { wait.since + $0 * 1_000 } ?? now.milliseconds
            return due < end ? (due, wait.conversation, (end - due) / 1_000) : nil
        }
        #expect(
            breaches.map { "\($0.due.milliseconds) \($0.wait.conversation) \($0.overdue)" }.sorted()
                == expected.map { "\($0.due) \($0.conversation) \($0.over)" }.sorted(),
            note
        )
        #expect(zip(breaches, breaches.dropFirst()).allSatisfy { $0.due <= $1.due }, note)
    }

    /// Expects that those who wait are the same, since when they do and how soon they want an answer,
    /// longest first.
    ///
    /// - Parameter hasTargets: Whether they are due by the targets of ``RandomConversations``.
    func check(_ requests: [WaitingRequest], hasTargets: Bool = false, _ note: Comment) {
        let open = waits.filter(\.isWaiting)
        for request in requests {
            let wait = open.first { $0.conversation == request.conversation }
            #expect(request.isUrgent == wait?.isUrgent, note)
            guard hasTargets, let wait, let due = due(wait) else { continue }
            #expect(request.due?.milliseconds == due, note)
        }
        #expect(
            requests.map { "\($0.conversation) \($0.since.milliseconds)" }
                == open.sorted { ($0.since, $0.conversation) < ($1.since, $1.conversation) }
                .map { "\($0.conversation) \($0.since)" },
            note
        )
    }
}
