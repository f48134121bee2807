internal import Histogram

/// Lengths of waits that are counted and no longer told apart one by one, in whole seconds.
struct CountedWaits: Sendable {
    private(set) var histogram = CountedWaits.empty
    /// How many there are in each ``WaitMagnitude``: where in the histogram a percentile lies, without a
    /// look at all its counts.
    private(set) var groups = [UInt32](repeating: 0, count: WaitMagnitude.count)
    /// How many lay beyond the range.
    var beyond: UInt64 = 0
    /// The longest of them, exactly.
    var longest: UInt32 = 0
    /// How many lay within each of ``ResponseRow/limits``, exactly.
    var within = SIMD4<UInt32>()

    private static let empty: Histogram<UInt32> = {
        var histogram = Histogram<UInt32>(
            lowestDiscernibleValue: 1,
            highestTrackableValue: UInt64(EngineLimits.waitSeconds),
            numberOfSignificantValueDigits: .three
        )
        histogram.autoResize = false
        return histogram
    }()

    /// How many there are.
    var count: UInt64 { histogram.totalCount }

    mutating func record(_ seconds: UInt32) {
        restore(min(seconds, EngineLimits.waitSeconds), count: 1)
        if seconds > EngineLimits.waitSeconds { beyond += 1 }
        longest = max(longest, seconds)
        within &+= CountedWaits.within(seconds)
    }

    /// Counts as many, at most ``EngineLimits/waitSeconds`` long; what is kept exactly stays as it is.
    /// All in all there are never more than a `UInt32` holds.
    mutating func restore(_ seconds: UInt32, count: UInt32) {
        guard histogram.record(UInt64(seconds), count: count) else { return }
        groups[WaitMagnitude(of: seconds).number] &+= count
    }

    mutating func add(_ other: CountedWaits) {
        histogram.add(other.histogram)
        for group in groups.indices { groups[group] &+= other.groups[group] }
        beyond += other.beyond
        longest = max(longest, other.longest)
        within &+= other.within
    }

    /// The lengths in a group, as they are counted, and how many there are of each. At most 32.
    func tallies(of group: WaitMagnitude, _ body: (UInt32, UInt32) -> Void) {
        var seconds = UInt64(group.range.lowerBound)
        while seconds <= min(group.range.upperBound, EngineLimits.waitSeconds) {
            let last = histogram.highestEquivalentForValue(seconds)
            let count = histogram.countForValue(seconds)
            if count > 0 { body(UInt32(clamping: last), count) }
            seconds = last + 1
        }
    }

    /// The longest wait that is counted as one with another.
    static func counted(_ seconds: UInt32) -> UInt32 {
        let limit = min(seconds, EngineLimits.waitSeconds)
        return UInt32(clamping: empty.highestEquivalentForValue(UInt64(limit)))
    }

    private static let limits = SIMD4<UInt32>(
        ResponseRow.limits[0],
        ResponseRow.limits[1],
        ResponseRow.limits[2],
        ResponseRow.limits[3]
    )

    /// One for each limit that a value lies within.
    static func within(_ seconds: UInt32) -> SIMD4<UInt32> {
        SIMD4<UInt32>.zero.replacing(with: 1, where: SIMD4(repeating: seconds) .<= limits)
    }
}
