/// One row of the table, measured or skipped.
struct Row {
    let measurement: Measurement
    let measured: Measured?
    /// Why it was not measured.
    let missing: String?

    /// Ours beside the limit, or beside the peer where there is no limit; above 1 ours is the better.
    var ratio: Double? {
        guard let measured, let other = measured.limit ?? measured.peer else { return nil }
        return better(measured.ours, other)
    }

    /// Ours beside the peer; above 1 ours is the better.
    var peerRatio: Double? {
        guard let measured, let peer = measured.peer else { return nil }
        return better(measured.ours, peer)
    }

    private func better(_ ours: Double, _ other: Double) -> Double? {
        guard ours > 0, other > 0 else { return nil }
        return measurement.moreIsBetter ? ours / other : other / ours
    }

    var reach: String? {
        measurement.reach.isEmpty
            ? nil
            : measurement.reach.map { $0.text(measurement.unit) }.joined(separator: ", ")
    }

    /// Whether every goal is reached; `nil` where there is none, or what it is held against was not measured.
    var isMet: Bool? {
        guard let measured, !measurement.reach.isEmpty else { return nil }
        var unknown = false
        for goal in measurement.reach {
            switch goal {
            case .atLeast(let value): if measured.ours < value { return false }
            case .atMost(let value): if measured.ours > value { return false }
            case .ofLimit(let share):
                guard let limit = measured.limit, let ratio = better(measured.ours, limit) else {
                    unknown = true
                    continue
                }
                if ratio < share { return false }
            case .timesPeer(let times):
                guard let ratio = peerRatio else {
                    unknown = true
                    continue
                }
                if ratio < times { return false }
            }
        }
        return unknown ? nil : true
    }
}
