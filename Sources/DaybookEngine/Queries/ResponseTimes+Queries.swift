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
                    due: clinic.channel(channel)?.due(after: since, hours)
                )
            }
    }

    /// The report over the waits that began on days `first` through `last`, by the clinic's zone.
    ///
    /// - Parameter now: The instant that targets are compared with; `nil` compares none.
    /// - Complexity: O(answers) of those days.
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
            percentiles: { _, places in
                var all = Distribution()
                for place in places { all.add(cells.cells[place].byPerson) }
                return all.percentiles
            }
        )
    }

    /// The lines of a report, given how to find what is dear to work out.
    ///
    /// - Parameters:
    ///   - within: Of the answers of the cell at a place those within each limit.
    ///   - percentiles: Of all answers of the cells at some places, which are those of one line.
    func rows(
        _ selection: ResponseSelection,
        asOf now: Instant?,
        within: (Int) -> SIMD4<UInt32>,
        percentiles: (ResponseCell.Key, [Int]) -> [UInt32]?
    ) -> [ResponseRow] {
        var groups: [ResponseCell.Key: (row: ResponseRow, places: [Int])] = [:]
        for (place, cell) in cells.cells.enumerated() where selection.contains(cell.key) {
            let key = selection.group(of: cell.key)
            groups[key, default: (selection.row(key), [])].row.add(cell, within: within(place))
            groups[key]?.places.append(place)
        }
        let open = openWaits
        let lateSince = now.map { latestLate(open, asOf: $0) }
        for wait in open {
            let cell = cells[wait.cell].key
            guard selection.contains(cell) else { continue }
            let isLate = lateSince.map { wait.since <= $0[Int(wait.channel)] }
            groups[selection.group(of: cell)]?.row.addWaiting(
                Instant(milliseconds: wait.since),
                isLate: isLate
            )
        }
        return groups.sorted { $0.key < $1.key }.map { key, value in
            var row = value.row
            row.percentiles = percentiles(key, value.places)
            if now != nil { row.late = row.late ?? 0 }
            return row
        }
    }

    /// For each channel the latest beginning of a wait that is late at an instant, in ms.
    ///
    /// A wait that began later is never due earlier, so one search a channel does for all of them.
    private func latestLate(_ open: [Wait], asOf now: Instant) -> [Int64] {
        let hours = clinic.openingHours
        var latest = [Int64](repeating: .min, count: 256)
        let oldest = open.reduce(into: [UInt8: Int64]()) { oldest, wait in
            oldest[wait.channel] = min(oldest[wait.channel] ?? .max, wait.since)
        }
        for (code, since) in oldest {
            guard let channel = Channel(rawValue: code) else { continue }
            let policy = clinic.channel(channel)
            func isLate(_ since: Int64) -> Bool {
                let due = policy?.due(after: Instant(milliseconds: since), hours)
                return due.map { $0 < now } ?? false
            }
            guard since < now.milliseconds, isLate(since) else { continue }
            var low = since
            var high = now.milliseconds
            while high - low > 1 {
                let middle = low + (high - low) / 2
                if isLate(middle) { low = middle } else { high = middle }
            }
            latest[Int(code)] = low
        }
        return latest
    }
}

extension ChannelPolicy {
    /// When the target of a wait that began then is over; `nil` without opening hours to count.
    func due(after since: Instant, _ hours: OpeningHours?) -> Instant? {
        if targetCountsOpeningHours {
            return hours?.due(after: since, openSeconds: Int64(targetSeconds))
        }
        return since.advanced(byMilliseconds: Int64(targetSeconds) * 1_000)
    }
}

extension ResponseRow {
    mutating func add(_ cell: ResponseCell, within counts: SIMD4<UInt32>) {
        begun += Int(cell.begun)
        answered += cell.byPerson.count
        automatic += cell.automatic.count
        notNeeded += Int(cell.notNeeded)
        corrected += Int(cell.corrected)
        for lane in counts.indices { within[lane] += Int(counts[lane]) }
    }

    mutating func addWaiting(_ since: Instant, isLate: Bool?) {
        waiting += 1
        oldestWaiting = min(oldestWaiting ?? since, since)
        if isLate == true { late = (late ?? 0) + 1 }
    }
}
