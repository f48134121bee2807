internal import DaybookDomain

/// The waits counted by channel and day.
struct ResponseCells: Sendable {
    var cells: [ResponseCell] = []
    private var places: [ResponseCell.Key: UInt32] = [:]
    /// The cell used last on each channel, and the instants of its day: nearly every wait begins on
    /// the newest day.
    private(set) var recent = Array(repeating: Recent(), count: 256)
    private var zone: ZoneRules?

    struct Recent: BitwiseCopyable {
        fileprivate var first: Int64 = 0
        /// Exclusive; an empty range matches nothing.
        fileprivate var end: Int64 = 0
        fileprivate(set) var place: UInt32 = 0

        @inline(__always)
        func holds(_ since: Int64) -> Bool { first <= since && since < end }
    }

    private static let day: Int64 = 86_400_000

    /// Days are counted in this zone from now on; waits that have begun stay where they are.
    mutating func setZone(_ rules: ZoneRules?) {
        zone = rules
        for channel in recent.indices { recent[channel] = Recent() }
    }

    /// The cell of a wait, made if there is none yet.
    @inline(__always)
    mutating func place(channel: UInt8, since: Int64) -> UInt32 {
        let last = recent[Int(channel)]
        if last.holds(since) { return last.place }
        return find(channel, since)
    }

    @inline(never)
    private mutating func find(_ channel: UInt8, _ since: Int64) -> UInt32 {
        var offset: Int64 = 0
        var period = Int64.min..<Int64.max
        if let zone {
            let found = zone.offsetPeriod(at: Instant(milliseconds: since))
            offset = Int64(found.seconds) * 1_000
            period = found.milliseconds
        }
        let local = since + offset
        let inDay = (local % ResponseCells.day + ResponseCells.day) % ResponseCells.day
        let number = Int32(clamping: (local - inDay) / ResponseCells.day)
        let place = place(of: ResponseCell.Key(day: number, channel: channel))
        // The part of the day in which the offset doesn't change.
        recent[Int(channel)] = Recent(
            first: max(since - inDay, period.lowerBound),
            end: min(since - inDay + ResponseCells.day, period.upperBound),
            place: place
        )
        return place
    }

    /// The cell of a channel and day, made if there is none yet.
    mutating func place(of key: ResponseCell.Key) -> UInt32 {
        if let known = places[key] { return known }
        let place = UInt32(clamping: cells.count)
        cells.append(ResponseCell(key: key))
        places[key] = place
        return place
    }

    /// The cell of a channel and day, if there is one.
    func cell(of key: ResponseCell.Key) -> ResponseCell? {
        places[key].map { cells[Int($0)] }
    }

    /// Puts a cell behind the others; false if its key is there already.
    mutating func append(_ cell: ResponseCell) -> Bool {
        guard places[cell.key] == nil else { return false }
        places[cell.key] = UInt32(clamping: cells.count)
        cells.append(cell)
        return true
    }

    /// Counts an answer after so many seconds.
    @inline(__always)
    mutating func count(_ seconds: UInt32, automatic: Bool, in place: UInt32) {
        cells[Int(place)].record(seconds, isByRule: automatic)
    }

    @inline(__always)
    subscript(place: UInt32) -> ResponseCell {
        get { cells[Int(place)] }
        _modify { yield &cells[Int(place)] }
    }

    /// The cells by channel and day.
    var ordered: [ResponseCell] { cells.sorted { $0.key < $1.key } }
}

extension Clinic {
    /// The zone in which days are counted.
    var reportZone: ZoneRules? { settings.flatMap { zone($0.zone)?.rules } }
}
