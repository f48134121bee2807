internal import DaybookDomain

/// One line of a report while it is added up.
struct ResponseLine: Sendable {
    let key: ResponseCell.Key
    /// Where the cells stand that the line is the sum of.
    private(set) var places: [Int] = []
    private var begun = 0
    private(set) var answered = 0
    private var automatic = 0
    private var notNeeded = 0
    private var corrected = 0
    private var within = SIMD4<Int>()
    private var waiting = 0
    /// Of those who still wait the ones that are late.
    private(set) var late = 0
    private var oldest = Int64.max

    init(key: ResponseCell.Key) {
        self.key = key
    }

    @inline(__always)
    mutating func add(_ cell: ResponseCell, at place: Int, within counts: SIMD4<UInt32>) {
        places.append(place)
        begun += Int(cell.begun)
        answered += Int(cell.answered)
        automatic += Int(cell.answeredByRule)
        notNeeded += Int(cell.notNeeded)
        corrected += Int(cell.corrected)
        within &+= SIMD4<Int>(truncatingIfNeeded: counts)
    }

    mutating func add(waitingSince since: Int64, isLate: Bool) {
        waiting += 1
        oldest = min(oldest, since)
        if isLate { late += 1 }
    }

    /// The line without its percentiles.
    func row(_ selection: ResponseSelection) -> ResponseRow {
        var row = selection.row(key)
        row.begun = begun
        row.answered = answered
        row.automatic = automatic
        row.notNeeded = notNeeded
        row.corrected = corrected
        row.waiting = waiting
        row.within = (0..<4).map { within[$0] }
        row.oldestWaiting = waiting == 0 ? nil : Instant(milliseconds: oldest)
        return row
    }
}
