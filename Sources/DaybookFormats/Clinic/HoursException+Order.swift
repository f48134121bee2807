internal import DaybookDomain

extension [HoursException] {
    /// Ascending by date, layer and effect, each once: the domain applies them in that order.
    var inFileOrder: [HoursException] {
        var result: [HoursException] = []
        for exception in sorted(by: { $0.precedes($1) }) where result.last != exception {
            result.append(exception)
        }
        return result
    }
}

extension HoursException {
    /// The intervals that its effect names.
    var intervals: [WallInterval] {
        switch effect {
        case .closed: []
        case .replaced(let intervals), .extra(let intervals), .without(let intervals): intervals
        }
    }

    /// Whether `clinic.json` can say it as a holiday: closed, or open for certain hours.
    var isPlainHoliday: Bool {
        guard layer == .holiday else { return false }
        switch effect {
        case .closed, .replaced: return true
        case .extra, .without: return false
        }
    }

    private var effectOrder: Int {
        switch effect {
        case .replaced: 0
        case .closed: 1
        case .extra: 2
        case .without: 3
        }
    }

    fileprivate func precedes(_ other: HoursException) -> Bool {
        let left = (date, layer, effectOrder)
        let right = (other.date, other.layer, other.effectOrder)
        return left == right
            ? intervals.lexicographicallyPrecedes(other.intervals) : left < right
    }
}
