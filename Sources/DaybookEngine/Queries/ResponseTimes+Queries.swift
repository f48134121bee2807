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
    /// - Parameter now: The instant that due times are worked out around.
    /// - Complexity: O(n log n) in those who wait.
    public func waitingRequests() -> [WaitingRequest] {
        let hours = clinic.openingHours
        return
            openWaits
            .sorted { ($0.since, $0.subject) < ($1.since, $1.subject) }
            .map { entry in
                let channel = Channel(rawValue: entry.channel) ?? .system
                let since = Instant(milliseconds: entry.since)
                return WaitingRequest(
                    conversation: entry.subject,
                    channel: channel,
                    since: since,
                    lastMessage: entry.lastMessage,
                    isFirst: entry.isFirst,
                    isUrgent: entry.isUrgent,
                    service: entry.service,
                    due: due(since, clinic.channel(channel), hours)
                )
            }
    }

    private func due(
        _ since: Instant,
        _ policy: ChannelPolicy?,
        _ hours: OpeningHours?
    ) -> Instant? {
        guard let policy else { return nil }
        if policy.targetCountsOpeningHours {
            return hours?.due(after: since, openSeconds: Int64(policy.targetSeconds))
        }
        return since.advanced(byMilliseconds: Int64(policy.targetSeconds) * 1_000)
    }

    /// The report over the waits that began on days `first` through `last`, by the clinic's zone.
    ///
    /// - Complexity: O(answers) of those days.
    public func report(
        by grouping: Grouping,
        from first: CivilDate? = nil,
        through last: CivilDate? = nil,
        channel only: Channel? = nil
    ) -> [ResponseRow] {
        var groups: [ResponseCell.Key: (row: ResponseRow, seconds: [UInt32])] = [:]
        func isWanted(_ key: ResponseCell.Key) -> Bool {
            if let first, key.day < first.dayNumber { return false }
            if let last, key.day > last.dayNumber { return false }
            return only == nil || only?.rawValue == key.channel
        }
        func group(_ key: ResponseCell.Key) -> ResponseCell.Key {
            switch grouping {
            case .total: ResponseCell.Key(day: 0, channel: 0)
            case .channel: ResponseCell.Key(day: 0, channel: key.channel)
            case .day: ResponseCell.Key(day: key.day, channel: 0)
            case .channelDay: key
            }
        }
        for cell in cells.cells where isWanted(cell.key) {
            groups[group(cell.key), default: (ResponseRow(), [])].row.add(cell)
            groups[group(cell.key), default: (ResponseRow(), [])].seconds += cell.byPerson
        }
        for wait in openWaits {
            let key = cells[wait.cell].key
            guard isWanted(key) else { continue }
            let since = Instant(milliseconds: wait.since)
            groups[group(key), default: (ResponseRow(), [])].row.addWaiting(since)
        }
        return groups.sorted { $0.key < $1.key }.map { key, value in
            var row = value.row
            if grouping == .channel || grouping == .channelDay {
                row.channel = Channel(rawValue: key.channel)
            }
            if grouping == .day || grouping == .channelDay {
                row.day = CivilDate(dayNumber: key.day)
            }
            row.percentiles = Percentiles.of(value.seconds)
            return row
        }
    }
}

extension ResponseRow {
    mutating func add(_ cell: ResponseCell) {
        begun += Int(cell.begun)
        answered += cell.byPerson.count
        automatic += cell.automatic.count
        notNeeded += Int(cell.notNeeded)
        corrected += Int(cell.corrected)
        for seconds in cell.byPerson {
            for (index, limit) in ResponseRow.limits.enumerated() where seconds <= limit {
                within[index] += 1
            }
        }
    }

    mutating func addWaiting(_ since: Instant) {
        waiting += 1
        oldestWaiting = min(oldestWaiting ?? since, since)
    }
}
