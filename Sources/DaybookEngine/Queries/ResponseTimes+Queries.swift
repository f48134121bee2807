public import DaybookDomain

extension ResponseTimes {
    /// How a report is grouped.
    public enum Grouping: String, Sendable, CaseIterable {
        /// One line for all.
        case total
        /// A line a channel.
        case channel
        /// A line a day.
        case day
        /// A line a channel and day.
        case channelDay = "channel-day"
    }

    /// Everybody who waits, longest first.
    ///
    /// - Complexity: O(n log n) in those who wait.
    public func waitingRequests() -> [WaitingRequest] {
        let hours = clinic.openingHours
        return
            openWaits
            .sorted { ($0.since, $0.subject) < ($1.since, $1.subject) }
            .map { request(of: $0, hours) }
    }

    /// A wait as queries tell of it.
    func request(of wait: Wait, _ hours: OpeningHours?) -> WaitingRequest {
        let channel = Channel(rawValue: wait.channel) ?? .system
        let since = Instant(milliseconds: wait.since)
        return WaitingRequest(
            conversation: wait.subject,
            channel: channel,
            since: since,
            lastMessage: wait.lastMessage,
            isFirst: wait.isFirst,
            isUrgent: wait.isUrgent,
            service: wait.service,
            due: clinic.channel(channel)?.due(after: since, wait.priority, hours)
        )
    }

    /// The report over the waits that began on days `first` through `last`, by the clinic's zone.
    ///
    /// - Parameter now: The instant that targets are compared with; `nil` compares none.
    /// - Complexity: O(answers) of those days, and O(n log n) in those near a percentile.
    public func report(
        by grouping: Grouping,
        from first: CivilDate? = nil,
        through last: CivilDate? = nil,
        channel only: Channel? = nil,
        asOf now: Instant? = nil
    ) -> [ResponseRow] {
        let selection = ResponseSelection(grouping, first, last, only)
        return rows(
            selection,
            asOf: now,
            within: { cells.cells[$0].byPerson.within },
            percentiles: { line in
                var all = PercentileSearch()
                for place in line.places { all.add(cells.cells[place].byPerson) }
                return all.percentiles()
            }
        )
    }

    /// The lines of a report, given how to find what is dear to work out.
    ///
    /// - Parameters:
    ///   - within: Of the answers of the cell at a place those within each limit.
    ///   - percentiles: Of all answers of a line.
    /// - Complexity: O(cells + those who wait), without a look at a distribution.
    func rows(
        _ selection: ResponseSelection,
        asOf now: Instant?,
        within: (Int) -> SIMD4<UInt32>,
        percentiles: (ResponseLine) -> [UInt32]?
    ) -> [ResponseRow] {
        var lines = ResponseLines(selection)
        for place in cells.cells.indices where selection.contains(cells.cells[place].key) {
            lines.add(cells.cells[place], at: place, within: within(place))
        }
        let lateSince = now.map { latestLate(asOf: $0) }
        waiting.forEach { wait in
            let key = cells[wait.cell].key
            guard selection.contains(key) else { return }
            let isLate = lateSince.map { wait.since <= $0[WaitClass(of: wait).number] }
            lines.add(waitingSince: wait.since, isLate: isLate == true, of: key)
        }
        return lines.sorted.map { line in
            var row = line.row(selection)
            row.percentiles = percentiles(line)
            if now != nil { row.late = line.late }
            return row
        }
    }

    /// For each class of waits the latest beginning of one that is late at an instant, in ms.
    ///
    /// A wait that began later is never due earlier, so that halving those who wait finds it: of n
    /// due times about log n are worked out. O(n) expected.
    private func latestLate(asOf now: Instant) -> [Int64] {
        let hours = clinic.openingHours
        var latest = [Int64](repeating: .min, count: WaitClass.count)
        var classes = [[Int64]](repeating: [], count: WaitClass.count)
        waiting.forEach { classes[WaitClass(of: $0).number].append($0.since) }
        for (number, all) in classes.enumerated() where !all.isEmpty {
            let kind = WaitClass(number: number)
            guard let policy = kind.channel.flatMap({ clinic.channel($0) }) else { continue }
            var rest = all
            while !rest.isEmpty {
                let since = rest[rest.count / 2]
                let due = policy.due(after: Instant(milliseconds: since), kind.priority, hours)
                if let due, due < now {
                    latest[number] = max(latest[number], since)
                    rest.removeAll { $0 <= since }
                } else {
                    rest.removeAll { $0 >= since }
                }
            }
        }
        return latest
    }
}

extension ChannelPolicy {
    /// When the target of a wait that began then is over; `nil` without opening hours to count. It
    /// counts from the beginning of the wait, whenever it got its priority: what was said late to be
    /// urgent has waited as long.
    func due(after since: Instant, _ priority: Priority, _ hours: OpeningHours?) -> Instant? {
        let target = target(of: priority)
        if target.countsOpeningHours {
            return hours?.due(after: since, openSeconds: Int64(target.seconds))
        }
        return since.advanced(byMilliseconds: Int64(target.seconds) * 1_000)
    }
}

extension ResponseRow {
    mutating func addWaiting(_ since: Instant, isLate: Bool?) {
        waiting += 1
        oldestWaiting = min(oldestWaiting ?? since, since)
        if isLate == true { late = (late ?? 0) + 1 }
    }
}
