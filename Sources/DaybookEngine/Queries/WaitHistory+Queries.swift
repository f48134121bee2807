public import DaybookDomain

extension WaitHistory {
    /// How a report over waits is grouped.
    public enum Grouping: String, Sendable, CaseIterable {
        /// One line for all.
        case total
        /// A line a channel.
        case channel
        /// A line a service asked for.
        case service
        /// A line a day on which waits began.
        case day
        /// A line an hour of the week in which waits began.
        case hour
        /// A line a class of who answered.
        case responder
    }

    /// What is measured.
    public enum Measure: String, Sendable, CaseIterable {
        /// From the earliest unanswered message to the answer.
        case answer
        /// The same of the first answer of each episode.
        case first
        /// The same of the answers after the first.
        case next
        /// From the episode's first message to the first offer of times.
        case offer
        /// From the episode's first message to the booking of the patient's choice.
        case booking
        /// From the episode's first message to its closing.
        case resolution
    }

    /// The report over the waits, or for the other measures the episodes, that began on days `first`
    /// through `last`.
    ///
    /// Lines are in the order of what they are grouped by. What was answered by rule is counted by
    /// `automatic` and never among the answered; grouped by responder it has a line of its own.
    /// - Parameter now: The instant that the targets of those who still wait are compared with; `nil`
    ///   compares none.
    /// - Complexity: O(n log n) in the waits or episodes.
    public func report(
        _ measure: Measure = .answer,
        by grouping: Grouping,
        from first: CivilDate? = nil,
        through last: CivilDate? = nil,
        channel only: Channel? = nil,
        asOf now: Instant? = nil
    ) -> [ResponseRow] {
        var groups: [Int: WaitGroup] = [:]
        func isLate(_ wait: WaitRecord) -> Bool? {
            guard let now, wait.outcome == .waiting else { return nil }
            return due(wait).map { $0 < now } ?? false
        }
        func isWanted(_ day: CivilDate, _ channel: Channel) -> Bool {
            WaitHistory.isWanted(day, channel, from: first, through: last, only)
        }
        if measure.isOfWaits {
            for wait in waits
            where isWanted(wait.day, wait.channel) && measure.counts(wait) {
                guard let key = WaitGroup.key(of: wait, grouping) else { continue }
                groups[key, default: WaitGroup(late: now.map { _ in 0 })].add(
                    wait,
                    isByResponder: grouping == .responder,
                    isLate: isLate(wait)
                )
            }
        } else {
            for episode in episodes where isWanted(episode.day, episode.channel) {
                guard let key = WaitGroup.key(of: episode, grouping) else { continue }
                groups[key, default: WaitGroup()].add(episode, measure)
            }
        }
        return groups.sorted { $0.key < $1.key }.map { key, group in group.row(key, grouping) }
    }
}

extension WaitHistory {
    /// The waits that began on days `first` through `last` and were answered after they were due, or
    /// still wait beyond it; the one that was due first comes first.
    ///
    /// Nothing was noted down when a target passed: when an answer was due follows from the wait, the
    /// target and the hours.
    /// - Parameter now: The instant that those who still wait are compared with.
    /// - Complexity: O(n log n) in the waits.
    public func breaches(
        from first: CivilDate? = nil,
        through last: CivilDate? = nil,
        channel only: Channel? = nil,
        asOf now: Instant
    ) -> [Breach] {
        let found = waits.compactMap { wait -> Breach? in
            guard WaitHistory.isWanted(wait.day, wait.channel, from: first, through: last, only)
            else { return nil }
            if wait.outcome == .waiting {
                guard let due = due(wait), due < now else { return nil }
                return Breach(wait, due: due, until: now)
            }
            guard wait.isLate, let due = wait.due else { return nil }
            let answered = Int64(wait.elapsed.calendar) * 1_000
            return Breach(wait, due: due, until: wait.since.advanced(byMilliseconds: answered))
        }
        return found.sorted {
            ($0.due, $0.wait.conversation) < ($1.due, $1.wait.conversation)
        }
    }

    /// Whether a report over some days and a channel, `nil` all, is about a wait or episode.
    private static func isWanted(
        _ day: CivilDate,
        _ channel: Channel,
        from first: CivilDate?,
        through last: CivilDate?,
        _ only: Channel?
    ) -> Bool {
        if let first, day.dayNumber < first.dayNumber { return false }
        if let last, day.dayNumber > last.dayNumber { return false }
        return only == nil || only == channel
    }
}

extension WaitHistory.Measure {
    /// Whether it is measured over waits, rather than over episodes.
    fileprivate var isOfWaits: Bool { self == .answer || self == .first || self == .next }

    fileprivate func counts(_ wait: WaitRecord) -> Bool {
        self == .answer || wait.isFirst == (self == .first)
    }
}

/// One line of a report while it is added up.
private struct WaitGroup {
    private var row = ResponseRow()
    private var calendar = Distribution()
    private var opening = Distribution()

    init(late: Int? = nil) {
        row.late = late
    }

    /// By what a wait is grouped, as a number in the order of the lines; `nil` if it has no line.
    static func key(of wait: WaitRecord, _ grouping: WaitHistory.Grouping) -> Int? {
        switch grouping {
        case .total: 0
        case .channel: Int(wait.channel.rawValue)
        case .service: Int(wait.service)
        case .day: Int(wait.day.dayNumber)
        case .hour: Int(wait.hour)
        case .responder: wait.responder.map { Int($0.rawValue) }
        }
    }

    static func key(of episode: EpisodeRecord, _ grouping: WaitHistory.Grouping) -> Int? {
        switch grouping {
        case .total: 0
        case .channel: Int(episode.channel.rawValue)
        case .service: Int(episode.service)
        case .day: Int(episode.day.dayNumber)
        case .hour: Int(episode.hour)
        case .responder: nil
        }
    }

    mutating func add(_ wait: WaitRecord, isByResponder: Bool, isLate: Bool?) {
        row.begun += 1
        row.answeredLate = (row.answeredLate ?? 0) + (wait.isLate ? 1 : 0)
        if wait.isCorrected { row.corrected += 1 }
        switch wait.outcome {
        case .waiting: row.addWaiting(wait.since, isLate: isLate)
        case .notNeeded: row.notNeeded += 1
        case .person: add(answered: wait.elapsed)
        case .automatic:
            row.automatic += 1
            if isByResponder {
                calendar.record(wait.elapsed.calendar)
                opening.record(wait.elapsed.opening)
            }
        }
    }

    mutating func add(_ episode: EpisodeRecord, _ measure: WaitHistory.Measure) {
        row.begun += 1
        let elapsed =
            switch measure {
            case .answer, .first, .next, .offer: episode.toOffer
            case .booking: episode.toBooking
            case .resolution: episode.toResolution
            }
        if let elapsed {
            add(answered: elapsed)
        } else if episode.toResolution != nil {
            row.notNeeded += 1
        } else {
            row.addWaiting(episode.since, isLate: nil)
        }
    }

    private mutating func add(answered elapsed: Elapsed) {
        row.answered += 1
        row.count(elapsed.calendar)
        calendar.record(elapsed.calendar)
        opening.record(elapsed.opening)
    }

    func row(_ key: Int, _ grouping: WaitHistory.Grouping) -> ResponseRow {
        var row = row
        row.percentiles = calendar.percentiles
        row.openingPercentiles = opening.percentiles
        switch grouping {
        case .total: break
        case .channel: row.channel = Channel(rawValue: UInt8(clamping: key))
        case .service: row.service = UInt16(clamping: key)
        case .day: row.day = CivilDate(dayNumber: Int32(clamping: key))
        case .hour: row.hour = key
        case .responder: row.responder = ActorClass(rawValue: UInt8(clamping: key))
        }
        return row
    }
}
