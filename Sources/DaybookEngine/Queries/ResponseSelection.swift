internal import DaybookDomain

/// Which waits a report is about, and which of them stand in one line.
struct ResponseSelection: Hashable, Sendable {
    let grouping: ResponseTimes.Grouping
    /// The first and the last day on which waits began, as days since 1970.
    let first: Int32
    let last: Int32
    /// The only channel; `nil` all.
    let only: UInt8?

    init(
        _ grouping: ResponseTimes.Grouping,
        _ first: CivilDate?,
        _ last: CivilDate?,
        _ only: Channel?
    ) {
        self.grouping = grouping
        self.first = first?.dayNumber ?? .min
        self.last = last?.dayNumber ?? .max
        self.only = only?.rawValue
    }

    func contains(_ key: ResponseCell.Key) -> Bool {
        first <= key.day && key.day <= last && (only == nil || only == key.channel)
    }

    /// The line that a cell stands in, by a key in the order of the lines.
    func group(of key: ResponseCell.Key) -> ResponseCell.Key {
        switch grouping {
        case .total: ResponseCell.Key(day: 0, channel: 0)
        case .channel: ResponseCell.Key(day: 0, channel: key.channel)
        case .day: ResponseCell.Key(day: key.day, channel: 0)
        case .channelDay: key
        }
    }

    /// A line that says what it is about, and counts nothing yet.
    func row(_ key: ResponseCell.Key) -> ResponseRow {
        var row = ResponseRow()
        if grouping == .channel || grouping == .channelDay {
            row.channel = Channel(rawValue: key.channel)
        }
        if grouping == .day || grouping == .channelDay {
            row.day = CivilDate(dayNumber: key.day)
        }
        return row
    }
}
