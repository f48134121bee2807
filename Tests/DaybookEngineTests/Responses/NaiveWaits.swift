import DaybookDomain

/// Waits worked out again from a list of facts, by the definition alone: slowly, with arrays, and
/// without anything of the code it judges but the facts' fields.
///
/// A message waits while no answer follows it: one that was recorded after it, was sent no earlier
/// than it was written, and did not fail. Nobody waits in what is closed.
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

        var isWaiting: Bool { seconds == nil && !isNotNeeded }
    }

    private(set) var waits: [Wait] = []
    /// The newest message of each conversation in which somebody waits.
    private(set) var newest: [UInt64: UInt64] = [:]
    private let clinics: [(from: UInt64, clinic: Clinic)]

    static let writing: Set<UInt8> = [
        Kind.requestReceived.rawValue, Kind.messageReceived.rawValue,
        Kind.conversationReopened.rawValue,
    ]

    init(_ facts: [Fact], clinics: [(from: UInt64, clinic: Clinic)]) {
        self.clinics = clinics
        var bySubject: [UInt64: [Fact]] = [:]
        for fact in facts where fact.kindCode >= 96 && fact.kindCode <= 105 {
            bySubject[fact.subject, default: []].append(fact)
        }
        for (_, history) in bySubject { read(history) }
    }

    private mutating func read(_ history: [Fact]) {
        var current: Int?
        var counted: Int?
        let states = NaiveWaits.states(history)
        for (index, fact) in history.enumerated() {
            let before = states[index]
            let after = states[index + 1]
            if let now = after.since, let old = before.since, now == old { continue }
            switch fact.kind {
            case .requestReceived, .messageReceived, .conversationReopened:
                guard let since = after.since else { continue }
                if let current {
                    waits[current].since = since
                    waits[current].day = day(since, at: fact.sequence)
                } else {
                    current = begin(since, fact, history)
                }
                counted = nil
            case .replySent:
                guard let wait = current, before.since != nil else { continue }
                waits[wait].seconds = max(0, fact.occurredAt.milliseconds - waits[wait].since) / 1_000
                waits[wait].isAutomatic = fact.flags.contains(.automatic)
                counted = wait
                current = nil
                if let since = after.since {
                    current = begin(since, fact, history)
                    counted = nil
                }
            case .replyFailed:
                guard let failed = counted, before.counting != after.counting,
                    let since = before.settledSince
                else { continue }
                waits[failed].isCorrected = true
                current = begin(since, fact, history)
                counted = nil
                if let next = after.counting, let wait = current {
                    waits[wait].seconds = max(0, next.occurredAt.milliseconds - since) / 1_000
                    waits[wait].isAutomatic = next.flags.contains(.automatic)
                    counted = wait
                    current = nil
                }
            case .conversationClosed:
                if let current { waits[current].isNotNeeded = true }
                current = nil
                counted = nil
            default: continue
            }
        }
        guard current != nil else { return }
        let last = history.last {
            NaiveWaits.writing.contains($0.kindCode) && $0.kind != .conversationReopened
        }
        newest[history[0].subject] = last?.sequence
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

    // MARK: The definition

    /// What a conversation's facts say at their end.
    struct State {
        /// Since when somebody waits.
        var since: Int64?
        /// If nobody does: since when they had, and the answer that it is counted by.
        var settledSince: Int64?
        var counting: Fact?
    }

    /// The state after each number of a conversation's facts, from none to all.
    static func states(_ history: [Fact]) -> [State] {
        var states = [State()]
        for count in 1...history.count {
            states.append(state(Array(history[..<count]), after: states))
        }
        return states
    }

    /// - Parameter earlier: The states after each smaller number of facts.
    private static func state(_ history: [Fact], after earlier: [State]) -> State {
        let start = history.lastIndex { $0.kind == .conversationClosed }.map { $0 + 1 } ?? 0
        let messages = history.indices.filter { index in
            guard index >= start, writing.contains(history[index].kindCode) else { return false }
            // A reopening says nothing new of one who waits.
            return history[index].kind != .conversationReopened || earlier[index].since == nil
        }.map { history[$0] }
        let standing = standing(history, after: earlier)
        let waiting = messages.filter { message in
            !standing.contains {
                $0.sequence > message.sequence && $0.occurredAt >= message.occurredAt
            }
        }
        if let since = waiting.map(\.occurredAt.milliseconds).min() { return State(since: since) }
        guard let end = history.indices.last(where: { earlier[$0].since != nil }),
            history[end].kind == .replySent, let since = earlier[end].since
        else { return State() }
        let counting = standing.first {
            $0.sequence >= history[end].sequence && $0.occurredAt.milliseconds >= since
        }
        return State(since: nil, settledSince: since, counting: counting)
    }

    /// The answers that stand: without those whose failure came while nobody waited and, for the
    /// one that a wait was counted by, within seven days.
    private static func standing(_ history: [Fact], after earlier: [State]) -> [Fact] {
        var failed: Set<UInt64> = []
        let sent = history.filter { $0.kind == .replySent }
        for (index, fact) in history.enumerated() where fact.kind == .replyFailed {
            let queued = history.contains {
                $0.kind == .replyQueued && $0.sequence == fact.cause
            }
            guard
                let answer = sent.first(where: {
                    $0.sequence == fact.cause || (queued && $0.cause == fact.cause)
                }), let counting = earlier[index].counting,
                answer.sequence >= counting.sequence
            else { continue }
            let age = fact.recordedAt.milliseconds - counting.recordedAt.milliseconds
            if answer.sequence == counting.sequence, age > 7 * 86_400_000 { continue }
            failed.insert(answer.sequence)
        }
        return sent.filter { !failed.contains($0.sequence) }
    }
}
