import DaybookDomain

/// Waits worked out again from a list of facts, by what a response is: with plain arrays, and
/// without anything of the code it judges but the facts' fields and the rules of zones.
///
/// A message waits while no answer follows it that was sent no earlier than it was written. An
/// answer that failed within seven days puts its wait back, unless another one stands. Nobody waits
/// in what is closed.
struct NaiveWaits {
    /// One wait.
    struct Wait: Hashable {
        var conversation: UInt64
        var channel: UInt8
        var since: Int64
        var day: Int32
        /// Seconds until an answer; `nil` while somebody waits or if none was needed.
        var seconds: Int64?
        var isAutomatic = false
        var isNotNeeded = false
        var isCorrected = false
        /// Whether an answer was wanted soon, by what was written and said of it last.
        var isUrgent = false

        var isWaiting: Bool { seconds == nil && !isNotNeeded }
    }

    private(set) var waits: [Wait] = []
    private let clinics: [(from: UInt64, clinic: Clinic)]

    init(_ facts: [Fact], clinics: [(from: UInt64, clinic: Clinic)]) {
        self.clinics = clinics
        var bySubject: [UInt64: [Fact]] = [:]
        for fact in facts
        where fact.kindCode >= 96 && fact.kindCode <= 105 || fact.kindCode == 132 {
            bySubject[fact.subject, default: []].append(fact)
        }
        for (_, history) in bySubject { read(history) }
    }

    /// One answer of a conversation.
    private struct Answer {
        var fact: Fact
        /// The wait that it, or the one that it follows, ended.
        var wait: Int
        var endedIt: Bool
        var isOver = false
    }

    private mutating func read(_ history: [Fact]) {
        var times: [Int64] = []
        var current: Int?
        var answers: [Answer] = []
        // How soon the wait that begins next wants an answer.
        var isUrgent = false
        for fact in history {
            var restored: Int?
            let time = fact.occurredAt.milliseconds
            switch fact.kind {
            case .requestReceived, .messageReceived:
                times.append(time)
                isUrgent = fact.flags.contains(.urgent)
                if let wait = current, isUrgent { waits[wait].isUrgent = true }
            case .priorityChanged:
                if let wait = current { waits[wait].isUrgent = fact.rank == 1 }
            case .conversationReopened:
                if times.isEmpty { times.append(time) }
                isUrgent = false
            case .replySent:
                if let wait = current, waits[wait].since <= time {
                    waits[wait].seconds = (time - waits[wait].since) / 1_000
                    waits[wait].isAutomatic = fact.flags.contains(.automatic)
                    answers.append(Answer(fact: fact, wait: wait, endedIt: true))
                    times.removeAll { $0 <= time }
                    isUrgent = waits[wait].isUrgent
                    current = nil
                } else if let last = answers.last, !last.isOver, isRecent(last, fact) {
                    answers.append(Answer(fact: fact, wait: last.wait, endedIt: false))
                }
            case .replyFailed:
                guard let index = index(of: fact, answers, history), !answers[index].isOver,
                    isRecent(answers[index], fact)
                else { continue }
                answers[index].isOver = true
                let wait = answers[index].wait
                if answers[index].endedIt { waits[wait].isCorrected = true }
                let others = answers.indices.filter { other in
                    !answers[other].isOver && isRecent(answers[other], fact)
                        && (other > index || answers[other].wait == wait)
                }
                let since = waits[wait].since
                if others.isEmpty, times.allSatisfy({ since < $0 }) { times.append(since) }
                isUrgent = waits[wait].isUrgent
                restored = wait
            case .conversationClosed:
                times = []
                if let wait = current { waits[wait].isNotNeeded = true }
                current = nil
                for index in answers.indices { answers[index].isOver = true }
            default: continue
            }
            guard let since = times.min() else { continue }
            if let wait = current {
                guard since != waits[wait].since else { continue }
                waits[wait].since = since
                waits[wait].day = day(since, at: fact.sequence)
            } else {
                current = begin(since, fact, history)
                waits[waits.count - 1].isUrgent = isUrgent
                if let restored { waits[waits.count - 1].day = waits[restored].day }
            }
        }
    }

    private func isRecent(_ answer: Answer, _ fact: Fact) -> Bool {
        fact.recordedAt.milliseconds - answer.fact.recordedAt.milliseconds <= 7 * 86_400_000
    }

    /// The answer that a report of failure names: by its own number, or that of its queuing.
    private func index(of failure: Fact, _ answers: [Answer], _ history: [Fact]) -> Int? {
        let isQueued = history.contains {
            $0.kind == .replyQueued && $0.sequence == failure.cause
        }
        return answers.lastIndex { answer in
            answer.fact.sequence == failure.cause
                || isQueued && answer.fact.cause == failure.cause
        }
    }

    private mutating func begin(_ since: Int64, _ fact: Fact, _ history: [Fact]) -> Int {
        waits.append(
            Wait(
                conversation: fact.subject,
                channel: history[0].channelCode,
                since: since,
                day: day(since, at: fact.sequence)
            )
        )
        return waits.count - 1
    }

    private func day(_ since: Int64, at position: UInt64) -> Int32 {
        let clinic = clinics.last { $0.from < position }?.clinic ?? Clinic()
        let zone = clinic.settings.flatMap { clinic.zone($0.zone) }?.rules ?? .utc
        return zone.wallTime(at: Instant(milliseconds: since)).date.dayNumber
    }
}
